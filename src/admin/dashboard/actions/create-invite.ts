import { z } from 'zod';
import { parseBody } from '../../../http/parse-parameters.ts';
import { createInvite, inviteLink } from '../../invites.ts';
import type { AdminAction } from '../action.ts';

const body = z.object({
  uses: z.int().min(1).max(1000),
  /** null: for ever. */
  days: z.int().min(1).max(3650).nullable(),
  note: z.string().max(200),
});

/** Makes an invitation; its link is shown only now. */
export const createInviteAction: AdminAction = {
  audit: 'invite create',
  async run(ctx, { request }) {
    const { uses, days, note } = await parseBody(body, request);
    const expiresAt = days === null ? null : ctx.now() + days * 86_400_000;
    const { id, code } = await createInvite(ctx, { uses, expiresAt, note });
    return { answer: { id, link: inviteLink(ctx.config.publicUrl!, code) } };
  },
};
