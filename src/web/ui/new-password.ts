import { text } from '../signin/text.ts';

/** What is wrong with a new password and its repetition, if anything. */
export function newPasswordProblems(
  email: string,
  password: string,
  repeated: string,
): { password?: string; repeated?: string } | undefined {
  const problem = passwordProblem(email, password);
  const repeatProblem = password === repeated ? undefined : text.repeatDiffers;
  return problem || repeatProblem ? { password: problem, repeated: repeatProblem } : undefined;
}

function passwordProblem(email: string, password: string): string | undefined {
  if (password.length < 8) return text.passwordShort;
  if (password.toLowerCase() === email.toLowerCase()) return text.passwordIsEmail;
  return undefined;
}
