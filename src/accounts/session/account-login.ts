import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import { formatTime } from '../device/device-record.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import { checkPassword } from '../password/password.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { hasSamePassword } from '../store/accounts.ts';
import { createSession } from '../store/create-session.ts';
import { seconds, sessionStateOf, stateFields } from './session-state.ts';
import { parseUserAgent } from './user-agent.ts';
import { sendVerificationLater } from './verification.ts';

const body = z.object({
  email,
  authPW: hex(32),
  originalLoginEmail: email.optional(),
  unblockCode: z.string().max(16).optional(),
});

/** `POST /account/login[?keys=true]` (accounts.md §3.4). */
export const accountLogin: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.originalLoginEmail ?? input.email);
  const { uid } = account;
  const unblocked = input.unblockCode !== undefined;
  if (unblocked && !(await takeCode(ctx, request, { uid }, 'unblock', input.unblockCode!.toUpperCase())).right) {
    throw AccountError.invalidUnblockCode();
  }
  const password = await checkPassword(ctx, request, account, input.authPW, { spelling: input.email, unblocked });
  const state = sessionStateOf(account, ctx.mailer.works);
  const now = ctx.now();
  const userAgent = request.headers['user-agent'] ?? '';
  const tokens = await ctx.db.transaction(async (tx) => {
    if (!(await hasSamePassword(tx, account))) throw AccountError.incorrectPassword(account.kdf_email);
    const { sessionToken, sessionIdHash } = await createSession(tx, {
      uid,
      now,
      authAt: now,
      ...state,
      userAgent,
    });
    if (!isSet(request, 'keys')) return { sessionToken };
    const keys = { uid, kA: account.ka, wrapKb: password.wrapKb, now, sessionIdHash };
    const keyFetchToken = await createKeyFetchToken(tx, keys);
    // Who signs in with version 2 can unwrap only that; some clients look for it under its own name.
    return { sessionToken, keyFetchToken, ...(password.version === 2 && { keyFetchTokenVersion2: keyFetchToken }) };
  });
  if (state.verified) await ctx.callers.remember(request, uid);
  audit(request, 'SignIn', { uid });
  const program = parseUserAgent(userAgent);
  if (state.verificationMethod === 'email-otp') sendVerificationLater(ctx, account);
  else
    ctx.mailer.notify(account, 'newSignIn', {
      ...{ program: program.browser, system: program.os },
      address: request.ip ?? '?',
      time: formatTime(now),
    });
  return {
    uid,
    ...tokens,
    authAt: seconds(now),
    metricsEnabled: false,
    ...stateFields(state, account.email_verified === 1),
  };
};
