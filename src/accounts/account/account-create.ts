import type { Request } from 'express';
import { z } from 'zod';
import { randomHex } from '../../crypto/random.ts';
import { audit } from '../../http/audit.ts';
import { clientNetwork } from '../../http/client-network.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { normalAddress } from '../../http/mail-address.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { type Endpoint, isSet } from '../endpoint.ts';
import { email, hex, passwordV2, requirePlainAddress } from '../fields.ts';
import { createKeyFetchToken } from '../key-fetch.ts';
import { preparePassword } from '../password/password.ts';
import { seconds, sessionStateOf, stateFields } from '../session/session-state.ts';
import { sendVerificationLater } from '../session/verification.ts';
import { findAccountByEmail, insertAccount } from '../store/accounts.ts';
import { createSession } from '../store/create-session.ts';

const body = z.object({
  email,
  authPW: hex(32),
  wrapKb: hex(32).optional(),
  invite: z.string().max(64).optional(),
  captcha: z.string().max(8192).optional(),
  ...passwordV2,
});

/** `POST /account/create[?keys=true]` (accounts.md §3.4). */
export const accountCreate: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  requirePlainAddress(input.email);
  const signup = { email: input.email, invite: input.invite, captcha: input.captcha, address: request.ip ?? '' };
  await ctx.limits.spend('signupFromAddress', clientNetwork(request));
  await ctx.signupPolicy.check(signup).catch((error) => noteRefusal(request, error));
  const known = await findAccountByEmail(ctx.db.query, input.email);
  if (known) throw AccountError.accountExists(known.email);
  const password = await preparePassword(ctx, input);
  const now = ctx.now();
  const uid = randomHex(16);
  const kA = randomHex(32);
  const locale = request.headers['accept-language']?.slice(0, 64) ?? null;
  const state = sessionStateOf({ totp_verified: null, email_verified: 0 }, ctx.mailer.works);
  const tokens = await ctx.db.transaction(async (tx) => {
    const { isAdmin } = await ctx.signupPolicy.admit(tx, signup);
    const added = await insertAccount(tx, {
      uid,
      email: input.email,
      normalized_email: normalAddress(input.email),
      kdf_email: input.email,
      email_verified: state.verified ? 1 : 0,
      ...password.columns,
      ka: kA,
      created_at: now,
      verifier_set_at: now,
      keys_changed_at: now,
      profile_changed_at: now,
      locale,
      display_name: null,
      is_admin: isAdmin ? 1 : 0,
      disabled_at: null,
    });
    if (!added) throw AccountError.accountExists(input.email);
    const { sessionToken, sessionIdHash } = await createSession(tx, {
      uid,
      now,
      authAt: now,
      ...state,
      userAgent: request.headers['user-agent'] ?? '',
    });
    if (!isSet(request, 'keys')) return { sessionToken };
    const fetchToken = (wrapKb: string) => createKeyFetchToken(tx, { uid, kA, wrapKb, now, sessionIdHash });
    const keyFetchToken = await fetchToken(password.wrapKb);
    if (password.wrapKbVersion2 === undefined) return { sessionToken, keyFetchToken };
    return { sessionToken, keyFetchToken, keyFetchTokenVersion2: await fetchToken(password.wrapKbVersion2) };
  });
  if (state.verified) await ctx.callers.remember(request, uid);
  audit(request, 'AccountCreated', { uid });
  if (!state.verified) sendVerificationLater(ctx, { uid, email: input.email, locale });
  return { uid, ...tokens, authAt: seconds(now), ...stateFields(state, state.verified) };
};

function noteRefusal(request: Request, error: unknown): never {
  const reason = error instanceof AccountError ? error.extras.reason : undefined;
  if (reason !== undefined) audit(request, reason === 'captcha' ? 'CaptchaFail' : 'SignUpRefused', { reason });
  throw error;
}
