import type { Request } from 'express';
import { audit } from '../../http/audit.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyContext } from '../context.ts';
import { fitsFormerVerifier } from '../passwords/former-verifier.ts';
import { readings } from '../passwords/password-text.ts';
import { fitsVerifier, isCurrentVerifier, isOwnVerifier, makeVerifier } from '../passwords/verifier.ts';
import { findUserToCheck, markUsed, replaceVerifier, type UserToCheck } from '../store/users.ts';
import { parseBasic } from './basic.ts';
import { type Remembered, RememberedPasswords } from './remembered.ts';

/** Who sends a request. */
export interface LegacyCaller {
  uid: number;
  name: string;
  /** Bytes that the user may store; null: any number. */
  quotaBytes: number | null;
  /** Number of revocations that held when the password was checked. */
  generation: number;
}

/**
 * Checks the Basic header of a request for the user `name` (sync11.md §1.7).
 *
 * @param name - In lower case.
 * @param header - Stands for the request's own, where a page has asked for the password.
 * @throws {LegacyError} 401; and what limits and queues throw.
 */
export type Authenticate = (request: Request, name: string, header?: string) => Promise<LegacyCaller>;

// How long credentials are remembered, ms.
const memory = 10 * 60_000;

/** What checking passwords works with. */
export type AuthContext = Pick<
  LegacyContext,
  'config' | 'db' | 'passwords' | 'guesses' | 'callers' | 'limits' | 'revocations' | 'now'
>;

/**
 * Makes the check. A password that was checked is remembered for some minutes, a wrong one too, so that neither a device that
 * syncs nor one that still has the former password stretches, or is counted, again and again. A try is counted before
 * anything is stretched.
 */
export function createAuthenticate(ctx: AuthContext): Authenticate {
  const remembered = new RememberedPasswords();
  // Clients ask several things at once; the first of them has the password checked, for all.
  const underWay = new Map<string, Promise<Remembered>>();

  function recall(tag: string): Remembered | undefined {
    const entry = remembered.get(tag);
    if (!entry || entry.until <= ctx.now()) return undefined;
    return ctx.revocations.check(String(entry.uid), entry.generation) === 'good' ? entry : undefined;
  }

  async function check(request: Request, tag: string, name: string, password: string): Promise<Remembered> {
    const entry = await checkPassword(ctx, request, name, password);
    remembered.set(tag, entry);
    return entry;
  }

  return async (request, name, header = request.headers.authorization ?? '') => {
    const tag = remembered.tagOf(header);
    let entry = recall(tag);
    if (!entry) {
      const credentials = parseBasic(header);
      if ('problem' in credentials) throw refuse(request, credentials.problem);
      if (credentials.name !== name) throw refuse(request, 'Username Does Not Match URL');
      let checking = underWay.get(tag);
      if (!checking) {
        checking = check(request, tag, name, credentials.password).finally(() => underWay.delete(tag));
        underWay.set(tag, checking);
      }
      entry = await checking;
    }
    if (entry.name !== name) throw refuse(request, 'Username Does Not Match URL');
    if (!entry.isRight) throw refuse(request, 'User Authentication Failed', entry.uid);
    return entry;
  };
}

async function checkPassword(ctx: AuthContext, request: Request, name: string, password: string): Promise<Remembered> {
  const user = await findUserToCheck(ctx.db.query, name);
  if (!user) {
    await ctx.limits.spend('unknownFromAddress', clientNetwork(request));
    throw refuse(request, 'User Authentication Failed');
  }
  const guess = await ctx.guesses.password(request, String(user.uid));
  const right = await matching(ctx, user, password);
  const { quota_bytes: own } = user;
  const entry: Remembered = {
    name,
    uid: user.uid,
    quotaBytes: own === null ? ctx.config.quotaBytes : own < 0 ? null : own,
    isRight: right !== undefined && user.disabled_at === null,
    generation: user.generation,
    until: ctx.now() + memory,
  };
  if (right === undefined) return entry;
  await guess.wasRight();
  if (!entry.isRight) return entry;
  await ctx.callers.remember(request, String(user.uid), { cookie: false });
  if (!isCurrentVerifier(user.verifier)) {
    await replaceVerifier(ctx.db.query, user, await makeVerifier(ctx.passwords, right));
  }
  await markUsed(ctx.db.query, user, ctx.now());
  return entry;
}

/** The reading of the password that fits, if one does. */
async function matching(ctx: AuthContext, { verifier }: UserToCheck, password: string): Promise<string | undefined> {
  const fits = isOwnVerifier(verifier)
    ? (reading: string) => fitsVerifier(ctx.passwords, verifier, reading)
    : (reading: string) => ctx.passwords.run(() => fitsFormerVerifier(verifier, reading));
  for (const reading of readings(password)) if (await fits(reading)) return reading;
  return undefined;
}

function refuse(request: Request, reason: string, uid?: number): LegacyError {
  if (reason === 'User Authentication Failed')
    audit(request, 'SignInFailed', uid === undefined ? {} : { uid: String(uid) });
  else audit(request, 'AuthFail', { reason });
  return LegacyError.unauthorized(reason);
}
