import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateOptionalSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { createAccountToken, deleteAccountTokens } from '../store/account-tokens.ts';
import { hasSamePassword } from '../store/accounts.ts';
import { checkPassword } from './password.ts';

const body = z.object({ email, oldAuthPW: hex(32), originalLoginEmail: email.optional() });

/**
 * `POST /password/change/start` (accounts.md §3.6). PyFxA sends no session; with two-step sign-in a verified one is needed,
 * or the password alone would be enough to lock the owner out.
 */
export const passwordChangeStart: Endpoint = async (ctx, request) => {
  const session = await authenticateOptionalSession(ctx, request);
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.originalLoginEmail ?? input.email);
  const { uid } = account;
  if (session && session.uid !== uid) throw AccountError.invalidToken();
  const password = await checkPassword(ctx, request, account, input.oldAuthPW, { spelling: input.email, session });
  if (session ? !session.verified : account.totp_verified === 1) throw AccountError.unverifiedSession();
  const now = ctx.now();
  const tokens = await ctx.db.transaction(async (tx) => {
    // Or whoever knows the old password could take a new one back right after it was set.
    if (!(await hasSamePassword(tx, account))) throw AccountError.incorrectPassword(account.kdf_email);
    await deleteAccountTokens(tx, uid, 'passwordChangeToken');
    const keys = { uid, kA: account.ka, wrapKb: password.wrapKb, now, sessionIdHash: null };
    const keyFetchToken = await createKeyFetchToken(tx, keys);
    const passwordChangeToken = await createAccountToken(tx, 'passwordChangeToken', { uid, now });
    return { keyFetchToken, passwordChangeToken, ...(password.version === 2 && { keyFetchToken2: keyFetchToken }) };
  });
  return { ...tokens, verified: account.email_verified === 1 };
};
