import type { Queries } from '../../database/database.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import type { SessionState } from '../session/session-state.ts';
import { type Account, updateAccount } from '../store/accounts.ts';
import { deleteResetCodes } from '../store/codes.ts';
import { createSession } from '../store/create-session.ts';
import { updateDevice } from '../store/devices.ts';
import { revokeAll } from '../store/revoke-all.ts';
import type { preparePassword } from './password.ts';

/** How a new password is put in force. */
export interface PasswordChange {
  account: Account;
  password: Awaited<ReturnType<typeof preparePassword>>;
  /** ms. */
  now: number;
  /** True when kB is another one: then Sync begins anew. */
  newKeys: boolean;
  /** The session to begin, if one is wanted; with its device, which otherwise goes like all others. */
  session?: SessionState & { userAgent: string; deviceId: string | null; wantsKeys: boolean };
  /** More columns of the account to change. */
  columns?: { email_verified?: number };
}

/**
 * Sets a password: all sessions, tokens and devices end, and the token server's generation grows (accounts.md §3.6).
 *
 * @param tx - A transaction.
 * @returns The tokens of the new session, if one was wanted.
 */
export async function setPassword(tx: Queries, change: PasswordChange): Promise<Record<string, string>> {
  const { account, password, session } = change;
  const { uid } = account;
  // Both must grow even when the clock was set back.
  const later = (before: number) => Math.max(change.now, before + 1);
  await updateAccount(tx, uid, {
    ...password.columns,
    ...change.columns,
    verifier_set_at: later(account.verifier_set_at),
    ...(change.newKeys && { keys_changed_at: later(account.keys_changed_at) }),
  });
  // Who has read such a code could set a password of their own after this one.
  await deleteResetCodes(tx, uid);
  // After that: a sign-in that was faster has its session by now, and one that comes later meets the new password.
  await revokeAll(tx, uid, session?.deviceId ?? null);
  if (!session) return {};
  const { sessionToken, sessionIdHash } = await createSession(tx, {
    uid,
    now: change.now,
    authAt: change.now,
    verified: session.verified,
    verificationMethod: session.verificationMethod,
    userAgent: session.userAgent,
  });
  if (session.deviceId !== null) await updateDevice(tx, session.deviceId, { session_id_hash: sessionIdHash });
  if (!session.wantsKeys) return { sessionToken };
  const fetchToken = (wrapKb: string) =>
    createKeyFetchToken(tx, { uid, kA: account.ka, wrapKb, now: change.now, sessionIdHash });
  const keyFetchToken = await fetchToken(password.wrapKb);
  if (password.wrapKbVersion2 === undefined) return { sessionToken, keyFetchToken };
  return { sessionToken, keyFetchToken, keyFetchTokenVersion2: await fetchToken(password.wrapKbVersion2) };
}
