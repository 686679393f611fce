import { AccountError } from '../http/errors/account-error.ts';

/**
 * An OAuth token that isn't good: unknown, revoked or run out. Under `/oauth/` a refused refresh token is 401/110, which makes
 * a phone ask its user to sign in again; the unprefixed routes say 400/108 for all of them (accounts.md §3.7, §5.3, §5.5).
 */
export class InvalidOAuthToken extends AccountError {
  static refreshToken = (): InvalidOAuthToken => new InvalidOAuthToken(401, 110, 'Invalid token');
  static accessToken = (): InvalidOAuthToken => new InvalidOAuthToken(400, 108, 'Invalid token');
}
