import { z } from 'zod';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { takeCode } from '../codes.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';

const body = z.object({ uid: hex(16), unblockCode: z.string().min(1).max(16) });

/** `POST /account/login/reject_unblock_code`: the owner didn't ask for it. */
export const rejectUnblockCode: Endpoint = async (ctx, request) => {
  const { uid, unblockCode } = await parseBody(body, request);
  const { right } = await takeCode(ctx, request, { uid }, 'unblock', unblockCode.toUpperCase());
  if (!right) throw AccountError.invalidUnblockCode();
  return {};
};
