import { z } from 'zod';
import { clientNetwork } from '../../http/client-network.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { Endpoint } from '../endpoint.ts';
import { email } from '../fields.ts';
import { findAccountByEmail } from '../store/accounts.ts';

const body = z.object({ email });

/** `POST /account/status` (accounts.md §3.4). */
export const accountStatusByEmail: Endpoint = async (ctx, request) => {
  const input = await parseBody(body, request);
  await ctx.limits.spend('unknownFromAddress', clientNetwork(request));
  const exists = (await findAccountByEmail(ctx.db.query, input.email)) !== undefined;
  if (exists) await ctx.limits.refund('unknownFromAddress', clientNetwork(request));
  return { exists, hasLinkedAccount: false, hasPassword: true, invalidDomain: false };
};
