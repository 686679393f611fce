import { sha256Hex } from '../../crypto/random.ts';
import type { Queries } from '../../database/database.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { type Captcha, CaptchaUnreachableError } from '../captcha/captcha.ts';
import type { AdminContext } from '../context.ts';
import { type InviteRow, spendInvite } from '../store/invites.ts';
import { countAccountsLocked } from '../store/room.ts';
import { isAllowed } from './allow-list.ts';
import { refusals } from './refusals.ts';
import { requireInvite } from './require-invite.ts';

/** Somebody who wants an account. */
export interface SignupRequest {
  email: string;
  /** Code of an invitation, if the person has one. */
  invite?: string;
  /** Answer to the captcha, if there is one. */
  captcha?: string;
  /** Address of the client. */
  address: string;
}

/** Decides who may have an account. */
export interface SignupPolicy {
  /**
   * Refuses those who may not join, before anything costly is done.
   *
   * @throws {AccountError} 403/202 for good, 400/125 for a wrong captcha.
   */
  check(request: SignupRequest): Promise<void>;
  /** Refuses an address that the allow-list doesn't have; also for a new primary address. @throws {AccountError} 403/202. */
  checkAddress(email: string): void;
  /**
   * Lets the person in: uses the invitation up and takes the place.
   *
   * @param tx - The transaction that adds the account.
   * @throws {AccountError} 403/202 when somebody else has just taken the last place.
   */
  admit(tx: Queries, request: SignupRequest): Promise<{ isAdmin: boolean }>;
}

/**
 * Makes the policy. An invitation opens what is invite-only and stands for the captcha too; the administrator's own link opens
 * everything, since only who can read the data dir has it.
 */
export function createSignupPolicy(ctx: AdminContext, captcha: Captcha | null): SignupPolicy {
  const { config, db, now } = ctx;

  async function inviteOf(db: Queries, { invite }: SignupRequest): Promise<InviteRow | undefined> {
    if (!invite) return undefined;
    return requireInvite(db, sha256Hex(invite), now());
  }

  function checkAddress(email: string): void {
    if (!isAllowed(config.allow, email)) throw refusals.notAllowed();
  }

  return {
    checkAddress,
    async check(request) {
      const invite = await inviteOf(db.query, request);
      if (invite?.grants_admin === 1) return;
      if (config.signups === 'closed') throw refusals.closed();
      if (config.signups === 'invite' && !invite) throw refusals.inviteNeeded();
      checkAddress(request.email);
      if (captcha && !invite) await checkCaptcha(captcha, request);
    },
    async admit(tx, request) {
      const invite = await inviteOf(tx, request);
      if (invite && !(await spendInvite(tx, invite.id))) throw refusals.inviteUsed();
      const isAdmin = invite?.grants_admin === 1;
      if (config.maxUsers === null || isAdmin) return { isAdmin };
      if ((await countAccountsLocked(tx, db.engine, now(), config)) >= config.maxUsers) throw refusals.full();
      return { isAdmin };
    },
  };
}

async function checkCaptcha(captcha: Captcha, request: SignupRequest): Promise<void> {
  try {
    if (!(await captcha.verify(request.captcha, request.address))) throw refusals.captcha();
  } catch (error) {
    if (error instanceof CaptchaUnreachableError) throw AccountError.unavailable(60);
    throw error;
  }
}
