import type { ErrorRequestHandler } from 'express';
import { AccountError } from '../http/errors/account-error.ts';
import { OAuthError } from '../http/errors/oauth-error.ts';
import { InvalidOAuthToken } from './invalid-token.ts';

// accounts.md §3.7, last paragraph: the same failures under the numbers of the routes without `/oauth/`.
const errnoOfAccountErrno: Record<number, number> = {
  106: 109,
  107: 109,
  108: 109,
  109: 111,
  110: 111,
  138: 104,
  162: 101,
  163: 114,
  164: 119,
  166: 116,
  167: 103,
  168: 110,
  169: 118,
  170: 120,
  171: 102,
  172: 105,
  173: 106,
  174: 107,
  175: 117,
};

/** Renumbers account errors for the unprefixed OAuth routes. */
export const aliasErrors: ErrorRequestHandler = (thrown, _request, _response, next) => {
  next(thrown instanceof AccountError ? renumber(thrown) : thrown);
};

function renumber(thrown: AccountError): OAuthError {
  if (thrown instanceof InvalidOAuthToken) return OAuthError.invalidToken();
  const { status, errno, message, extras, headers } = thrown;
  return new OAuthError(status, errnoOfAccountErrno[errno] ?? errno, message, extras, headers);
}
