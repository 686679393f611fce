import type { Request } from 'express';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyContext, SignupRequest } from '../context.ts';
import { makeVerifier } from '../passwords/verifier.ts';
import { insertUser } from '../store/users.ts';

/** Somebody who wants an account, all checked but whether they may have one. */
export interface Applicant {
  name: string;
  mail: string;
  password: string;
  /** What the captcha's frame has given. */
  answer: { challenge: string; response: string };
  /** The owner's secret was sent along: neither captcha nor invitation is needed. */
  isVouchedFor: boolean;
}

/**
 * Adds an account if the policy allows it.
 *
 * @returns Its uid; undefined when somebody else has just taken the name.
 * @throws {LegacyError} 400 with 2 when a captcha or an invitation would help, 12 when the address may not have an account
 *   here, else 11.
 */
export async function addUser(ctx: LegacyContext, request: Request, applicant: Applicant): Promise<number | undefined> {
  const { name, mail, password } = applicant;
  const signup = await admissionOf(ctx, request, applicant).catch((error) => refuse(request, error));
  const verifier = await makeVerifier(ctx.passwords, password);
  return ctx.db
    .transaction(async (tx) => {
      const { isAdmin } = await ctx.legacySignups.admit(tx, signup);
      // That link is for an administrator's account, and Sync 1.1 has none.
      if (isAdmin) throw LegacyError.coded('captcha', 'the invitation is for an administrator');
      return insertUser(tx, { name, mail, verifier, now: ctx.now() });
    })
    .catch((error) => refuse(request, error));
}

async function admissionOf(
  { config, legacySignups, legacyCaptcha }: LegacyContext,
  request: Request,
  { mail, answer, isVouchedFor }: Applicant,
): Promise<SignupRequest> {
  const signup: SignupRequest = { email: mail, address: request.ip ?? '' };
  if (isVouchedFor && config.signups !== 'closed') {
    legacySignups.checkAddress(mail);
    return signup;
  }
  if (config.signups === 'invite') signup.invite = answer.response.trim() || undefined;
  else if (legacyCaptcha) signup.captcha = legacyCaptcha.answerOf(answer.challenge, answer.response);
  await legacySignups.check(signup);
  return signup;
}

const codes: Record<string, 'captcha' | 'mail' | 'unsupported'> = {
  captcha: 'captcha',
  inviteNeeded: 'captcha',
  inviteUnknown: 'captcha',
  inviteUsed: 'captcha',
  inviteExpired: 'captcha',
  notAllowed: 'mail',
  closed: 'unsupported',
  full: 'unsupported',
};

/** Says a refusal of the policy with the old numbers. */
function refuse(request: Request, error: unknown): never {
  const reason = error instanceof AccountError ? error.extras.reason : undefined;
  if (typeof reason !== 'string') throw error;
  audit(request, reason === 'captcha' ? 'CaptchaFail' : 'SignUpRefused', { reason });
  throw LegacyError.coded(new Map(Object.entries(codes)).get(reason) ?? 'unsupported', (error as Error).message);
}
