import { fetchKb } from '../../client/account-kb.ts';
import { withPassword } from '../../client/with-password.ts';
import { unwrapKb } from '../../crypto/client/account-keys.ts';
import { accountToken } from '../../crypto/client/account-token.ts';
import { toHex } from '../../crypto/client/bytes.ts';
import { stretchPassword } from '../../crypto/client/onepw.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { SecurityApi } from '../api/security-api.ts';

type Api = Pick<SecurityApi, 'changeStart' | 'changeFinish'> & Pick<AccountsApi, 'keys'>;

/**
 * Changes the password. kB stays the same and is only wrapped anew, so no data is lost; every other session ends.
 *
 * @returns The session token that takes the place of this one: 64 hex characters.
 * @throws {ApiError} errno 103 when the old password is wrong.
 */
export async function changePassword(
  api: Api,
  session: { email: string; sessionToken: string },
  oldPassword: string,
  newPassword: string,
): Promise<string> {
  const start = (proof: Parameters<Api['changeStart']>[1]) => api.changeStart(session.sessionToken, proof);
  const { answer, salt, unwrapBKey } = await withPassword(session.email, oldPassword, start);
  const kB = await fetchKb(api, answer.keyFetchToken, unwrapBKey);
  const next = await stretchPassword(salt, newPassword);
  const wrapKb = toHex(unwrapKb(kB, next.unwrapBKey));
  kB.fill(0);
  const { id } = await accountToken(session.sessionToken, 'sessionToken');
  const finished = await api.changeFinish(answer.passwordChangeToken, {
    authPW: next.authPW,
    wrapKb,
    sessionToken: id,
  });
  return finished.sessionToken;
}
