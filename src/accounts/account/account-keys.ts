import { AccountError } from '../../http/errors/account-error.ts';
import type { Endpoint } from '../endpoint.ts';
import { useUpAccountToken } from '../store/account-tokens.ts';
import { findSessionVerified } from '../store/sessions.ts';
import { authenticateToken } from '../token-auth.ts';

/** `GET /account/keys` (accounts.md §3.4, §4.5): once, and not before the session is verified (accounts.md §10.4). */
export const accountKeys: Endpoint = async (ctx, request) => {
  const token = await authenticateToken(ctx, request, 'keyFetchToken');
  if (token.session_id_hash !== null && !(await findSessionVerified(ctx.db.query, token.session_id_hash))) {
    throw AccountError.unverifiedSession();
  }
  if (!(await useUpAccountToken(ctx.db.query, token.id_hash))) throw AccountError.invalidToken();
  return { bundle: token.data };
};
