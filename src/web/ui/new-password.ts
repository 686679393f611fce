import { isGuessablePassword } from '../../crypto/client/guessable-password.ts';
import { text } from '../signin/text.ts';

/** What is wrong, by field. */
export interface PasswordProblems {
  password?: string;
  repeated?: string;
}

/** What is wrong with a new password and its repetition, if anything. */
export async function newPasswordProblems(
  email: string,
  password: string,
  repeated: string,
): Promise<PasswordProblems | undefined> {
  const problem = await passwordProblem(email, password);
  const repeatProblem = password === repeated ? undefined : text.repeatDiffers;
  return problem || repeatProblem ? { password: problem, repeated: repeatProblem } : undefined;
}

async function passwordProblem(email: string, password: string): Promise<string | undefined> {
  if (password.length < 8) return text.passwordShort;
  if (password.toLowerCase() === email.toLowerCase()) return text.passwordIsEmail;
  const isGuessable = await isGuessablePassword(password, [email, location.hostname]);
  return isGuessable ? text.passwordCommon : undefined;
}
