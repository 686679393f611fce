import { z } from 'zod';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Authenticate, Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { findNewTotp } from '../store/new-totp.ts';
import { saveRecoveryCodes } from '../store/recovery-codes.ts';
import { findTotp } from '../store/totp.ts';
import { sealRecoveryCode } from './sealed.ts';

const code = z
  .string()
  .regex(/^[0-9a-z]{8,32}$/i, 'must be 8 to 32 letters and digits')
  .toLowerCase();
const body = z.object({
  recoveryCodes: z
    .array(code)
    .min(1)
    .max(32)
    .refine((codes) => new Set(codes).size === codes.length, 'must all differ'),
});

/** `POST` and `PUT /recoveryCodes`: recovery codes that the client has made, in place of all older ones. */
export const recoveryCodesSet =
  (authenticate: Authenticate): Endpoint =>
  async (ctx, request) => {
    const session = await authenticate(ctx, request);
    const { recoveryCodes } = await parseBody(body, request);
    const { uid } = session;
    await ctx.db.transaction(async (tx) => {
      await holdCaller(tx, session, ctx.now());
      if (!(await findTotp(tx, uid)) && !(await findNewTotp(tx, uid, ctx.now()))) throw AccountError.totpMissing();
      await saveRecoveryCodes(
        tx,
        uid,
        recoveryCodes.map((each) => sealRecoveryCode(ctx.serverKeys, uid, each)),
      );
    });
    audit(request, 'RecoveryCodesRenewed', { uid });
    return { success: true };
  };
