import { z } from 'zod';
import { failureFields } from '../../failures/failure-fields.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { authenticateOptionalSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { email, hex } from '../fields.ts';
import { checkPassword } from '../password/password.ts';
import { requireAccountByEmail } from '../require-account.ts';
import { hasSamePassword } from '../store/accounts.ts';
import { requireAnotherAdministrator } from '../store/administrators.ts';
import { deleteAccount } from '../store/delete-account.ts';

const body = z.object({ email, authPW: hex(32), originalLoginEmail: email.optional() });

/**
 * `POST /account/destroy` (accounts.md §3.4). With two-factor sign-in the password alone is not enough: a verified session
 * must ask.
 */
export const accountDestroy: Endpoint = async (ctx, request) => {
  const session = await authenticateOptionalSession(ctx, request);
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.originalLoginEmail ?? input.email);
  if (session && session.uid !== account.uid) throw AccountError.invalidToken();
  await checkPassword(ctx, request, account, input.authPW, { spelling: input.email, session });
  if (account.totp_verified === 1 && !session?.verified) throw AccountError.unverifiedSession();
  const devices = await ctx.push.prepare(account.uid);
  const storageUids = await ctx.db.transaction(async (tx) => {
    if (account.is_admin === 1) await requireAnotherAdministrator(tx, account.uid);
    if (!(await hasSamePassword(tx, account))) throw AccountError.incorrectPassword(account.kdf_email);
    await deleteAccount(tx, account.uid);
    return ctx.retireSyncUsers(tx, account.uid);
  });
  await ctx.announceRevocation();
  audit(request, 'AccountDeleted', { uid: account.uid });
  devices.send('fxaccounts:account_destroyed', { uid: account.uid });
  await ctx.deleteSyncData(storageUids).catch((error: unknown) => {
    ctx.log.warn('sync data of a deleted account waits for the purge', { uid: account.uid, ...failureFields(error) });
  });
  return {};
};
