import { fetchKb } from '../../client/account-kb.ts';
import { withPassword } from '../../client/with-password.ts';
import { decodeRecoveryKey, newRecoveryKey, sealKb } from '../../crypto/client/recovery-key.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { SecurityApi } from '../api/security-api.ts';

type Api = Pick<SecurityApi, 'reauth' | 'saveRecoveryKey' | 'deleteRecoveryKey'> & Pick<AccountsApi, 'keys'>;

/**
 * Makes a recovery key (accounts.md §4.9): it locks a copy of kB, which the server keeps. An older key stops working.
 *
 * @param replaces - Whether there is one already.
 * @returns The key as 32 characters. It is nowhere else.
 * @throws {ApiError} errno 103 when the password is wrong.
 */
export async function makeRecoveryKey(
  api: Api,
  session: { uid: string; email: string; sessionToken: string },
  password: string,
  replaces: boolean,
): Promise<string> {
  const reauth = (proof: Parameters<Api['reauth']>[1]) => api.reauth(session.sessionToken, proof);
  const { answer, unwrapBKey } = await withPassword(session.email, password, reauth);
  const kB = await fetchKb(api, answer.keyFetchToken, unwrapBKey);
  const shown = newRecoveryKey();
  const sealed = await sealKb(decodeRecoveryKey(shown)!, session.uid, kB);
  kB.fill(0);
  if (replaces) await api.deleteRecoveryKey(session.sessionToken);
  await api.saveRecoveryKey(session.sessionToken, sealed);
  return shown;
}
