import { z } from 'zod';
import { parseBody } from '../../http/parse-parameters.ts';
import { repeatCode, spendMail } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { requireAccountByEmail } from '../require-account.ts';

const body = z.object({ email });

/**
 * `POST /account/login/send_unblock_code` (accounts.md §3.6): who has forgotten nothing, but was locked out by somebody's
 * guesses, gets in with this code and the password. Anybody may ask, so a code that is underway is mailed again.
 */
export const sendUnblockCode: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  const account = await requireAccountByEmail(ctx, request, input.email);
  if (!(await spendMail(ctx, request, { uid: account.uid }, 'unblock'))) return {};
  const facts = await ctx.db.transaction((tx) => repeatCode(ctx, tx, account.uid, 'unblock'));
  await ctx.mailer.send(account, 'unblockCode', facts);
  return {};
};
