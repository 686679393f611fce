import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import { checkPassword } from '../password.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { seconds, sessionStateOf, stateFields } from '../session-state.ts';
import { createSession } from '../store/sessions.ts';

const body = z.object({ email, authPW: hex(32), originalLoginEmail: email.optional() });

/** `POST /account/login[?keys=true]` (accounts.md §3.4). */
export const accountLogin: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.originalLoginEmail ?? input.email);
  const { uid } = account;
  const password = await checkPassword(ctx, request, account, input.authPW, { spelling: input.email });
  const state = sessionStateOf(account, false);
  const now = ctx.now();
  const tokens = await ctx.db.transaction(async (tx) => {
    const { sessionToken, sessionIdHash } = await createSession(tx, {
      uid,
      now,
      authAt: now,
      ...state,
      userAgent: request.headers['user-agent'] ?? '',
    });
    if (!isSet(request, 'keys')) return { sessionToken };
    const keys = { uid, kA: account.ka, wrapKb: password.wrapKb, now, sessionIdHash };
    const keyFetchToken = await createKeyFetchToken(tx, keys);
    // Who signs in with version 2 can unwrap only that; some clients look for it under its own name.
    return { sessionToken, keyFetchToken, ...(password.version === 2 && { keyFetchTokenVersion2: keyFetchToken }) };
  });
  audit(request, 'SignIn', { uid });
  return {
    uid,
    ...tokens,
    authAt: seconds(now),
    metricsEnabled: false,
    ...stateFields(state, account.email_verified === 1),
  };
};
