import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import type { Authenticate, Endpoint } from '../endpoint.ts';
import { holdCaller } from '../hold-caller.ts';
import { saveRecoveryCodes } from '../store/recovery-codes.ts';
import { findTotp } from '../store/totp.ts';
import { sealRecoveryCode } from './sealed.ts';
import { createRecoveryCodes } from './totp.ts';

/** `GET /recoveryCodes`: new recovery codes in place of all older ones. */
export const recoveryCodesRenew =
  (authenticate: Authenticate): Endpoint =>
  async (ctx, request) => {
    const session = await authenticate(ctx, request);
    const { uid } = session;
    const recoveryCodes = createRecoveryCodes();
    await ctx.db.transaction(async (tx) => {
      await holdCaller(tx, session, ctx.now());
      if ((await findTotp(tx, uid))?.verified !== 1) throw AccountError.totpMissing();
      await saveRecoveryCodes(
        tx,
        uid,
        recoveryCodes.map((code) => sealRecoveryCode(ctx.serverKeys, uid, code)),
      );
    });
    audit(request, 'RecoveryCodesRenewed', { uid });
    return { recoveryCodes };
  };
