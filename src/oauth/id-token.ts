import { includesScope, scopes } from '../http/auth/scopes.ts';
import type { Grant } from './issue.ts';
import type { OAuthServer } from './server.ts';
import type { Authorizer } from './store/authorizers.ts';

/**
 * Makes the id token that goes along with an access token of scope openid (OpenID Connect Core §3.1.3.3).
 *
 * @param authorizer - How the person proved who they are.
 * @returns What to add to the token response.
 */
export async function idToken(
  server: OAuthServer,
  grant: Grant,
  authorizer: Pick<Authorizer, 'verificationMethod'>,
  accessToken: string,
): Promise<{ id_token?: string }> {
  if (!grant.scope.includes(scopes.openid)) return {};
  const knowsEmail = [scopes.email, 'profile:email'].some((scope) => includesScope(grant.scope, scope));
  const token = await server.jwt.idToken({
    uid: grant.account.uid,
    clientId: grant.clientId,
    authAt: grant.authAt,
    amr: authorizer.verificationMethod === 'totp-2fa' ? ['pwd', 'otp'] : ['pwd'],
    email: knowsEmail ? grant.account.email : undefined,
    accessToken,
  });
  return { id_token: token };
}
