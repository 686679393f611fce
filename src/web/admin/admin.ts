import { ApiError } from '../../client/api-error.ts';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { withPassword } from '../../client/with-password.ts';
import { accountToken } from '../../crypto/client/account-token.ts';
import { accountsApi } from '../api/accounts-api.ts';
import { actOn, lookAt } from '../api/admin-api.ts';
import { securityApi } from '../api/security-api.ts';

/** Why the administration closed. */
export type EndReason = 'left' | 'ended' | 'restricted';

/** An administrator at work, with a session that was made for it and ends with the page. */
export interface Admin {
  uid: string;
  email: string;
  /** Header that proves the session. */
  authorization: string;
  /** Asks something. */
  look<T>(path: string): Promise<T>;
  /** Has something done; when the password was given too long ago, it is asked for and the same is tried once more. */
  act<T>(path: string, body?: object): Promise<T>;
  /** Does what is asked for with the session, in the same way. */
  guard<T>(work: () => Promise<T>): Promise<T>;
  /** Proves the password again. */
  prove(password: string): Promise<void>;
  close(reason: EndReason): void;
}

const errnos = { sessionEnded: 110, staleProof: 164, notEnabled: 202 };

/**
 * Opens the administration with a session whose password was just typed, and the second step if there is one.
 *
 * @param askPassword - Has the password proved again; rejects when it isn't.
 * @param onEnd - Called when the session is no good any more, once.
 * @throws {ApiError} 403/202 when the account is no administrator's; the session has ended then.
 */
export async function openAdmin(
  { uid, email, sessionToken, unwrapBKey }: SignedInAccount,
  askPassword: () => Promise<void>,
  onEnd: (reason: EndReason) => void,
): Promise<Admin> {
  unwrapBKey.fill(0);
  const { authorization } = await accountToken(sessionToken, 'sessionToken');
  let isOpen = true;

  function close(reason: EndReason) {
    if (!isOpen) return;
    isOpen = false;
    void accountsApi.endSession(authorization);
    onEnd(reason);
  }

  async function watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ApiError && error.errno === errnos.sessionEnded) close('ended');
      if (error instanceof ApiError && error.errno === errnos.notEnabled) close('restricted');
      throw error;
    }
  }

  async function guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await watched(work);
    } catch (error) {
      if (!(error instanceof ApiError) || error.errno !== errnos.staleProof) throw error;
      await askPassword();
      return watched(work);
    }
  }

  const admin: Admin = {
    uid,
    email,
    authorization,
    look: (path) => guard(() => lookAt(authorization, path)),
    act: (path, body = {}) => guard(() => actOn(authorization, path, body)),
    guard,
    prove: async (password) => {
      await withPassword(email, password, (proof) => securityApi.proveAgain(sessionToken, proof));
    },
    close,
  };
  // Whoever may see this may see everything.
  await admin.look('/invites');
  return admin;
}
