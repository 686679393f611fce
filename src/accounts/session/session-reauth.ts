import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import { checkPassword } from '../password/password.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { hasSamePassword } from '../store/accounts.ts';
import { refreshSession } from '../store/sessions.ts';
import { seconds, sessionStateOf, stateFields } from './session-state.ts';

const body = z.object({ email, authPW: hex(32), originalLoginEmail: email.optional() });

/**
 * `POST /session/reauth[?keys=true]` (accounts.md §3.4): the password again, for a session that goes on. One that was verified
 * stays so.
 */
export const sessionReauth: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.originalLoginEmail ?? input.email);
  if (account.uid !== session.uid) throw AccountError.unknownAccount(input.email);
  const password = await checkPassword(ctx, request, account, input.authPW, { spelling: input.email, session });
  const { uid } = account;
  const now = ctx.now();
  const state = session.verified ? session : sessionStateOf(account, ctx.mailer.works);
  const { sessionIdHash } = session;
  const keyFetchToken = await ctx.db.transaction(async (tx) => {
    await holdCaller(tx, session, now);
    if (!(await hasSamePassword(tx, account))) throw AccountError.incorrectPassword(account.kdf_email);
    await refreshSession(tx, sessionIdHash, { ...state, authAt: now });
    if (!isSet(request, 'keys')) return undefined;
    return createKeyFetchToken(tx, { uid, kA: account.ka, wrapKb: password.wrapKb, now, sessionIdHash });
  });
  audit(request, 'SignIn', { uid });
  return {
    uid,
    keyFetchToken,
    ...(password.version === 2 && { keyFetchTokenVersion2: keyFetchToken }),
    authAt: seconds(now),
    metricsEnabled: false,
    ...stateFields(state, account.email_verified === 1),
  };
};
