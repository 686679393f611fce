import { parseArgs } from 'node:util';
import { createInvite, inviteLink, inviteState } from '../admin/invites.ts';
import { deleteInvite, listInvites } from '../admin/store/invites.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { day, table } from './table.ts';
import { requireOwnAccounts, requirePublicUrl, withContext } from './with-context.ts';

const help = `Usage: foxden invite create [--uses N] [--days N] [--note TEXT]
       foxden invite list [--json]
       foxden invite revoke ID

create  prints a link with which somebody can make an account: once (--uses) and within 14 days (--days; 0: for ever).
list    shows all invitations; their links are not kept and can't be shown again.
revoke  makes a link worthless.`;

/** `foxden invite`. */
export const invite: Command = {
  help,
  async run([what, ...args]) {
    if (what === 'create') return create(args);
    if (what === 'list') return list(args);
    if (what === 'revoke' && args.length === 1) return revoke(args[0]!);
    throw new UsageError(help);
  },
};

async function create(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      uses: { type: 'string', default: '1' },
      days: { type: 'string', default: '14' },
      note: { type: 'string', default: '' },
    },
  });
  const uses = wholeNumber('--uses', values.uses, 1, 10_000);
  const days = wholeNumber('--days', values.days, 0, 3650);
  return withContext(async (ctx) => {
    requireOwnAccounts(ctx.config);
    const publicUrl = requirePublicUrl(ctx.config);
    const expiresAt = days === 0 ? null : ctx.now() + days * 86_400_000;
    const { id, code } = await createInvite(ctx, { uses, expiresAt, note: values.note.slice(0, 255) });
    await auditCommand(ctx.config, `invite create ${id}`);
    console.log(inviteLink(publicUrl, code));
    const times = uses === 1 ? 'once' : `${uses} times`;
    console.error(
      `Invitation ${id}: good ${times}, ${expiresAt === null ? 'for ever' : `until ${day(expiresAt)} UTC`}. Keep the link private.`,
    );
    if (ctx.config.signups === 'closed') {
      console.error('Sign-ups are closed (FOXDEN_SIGNUPS): set it to invite, or the link opens nothing.');
    }
    return 0;
  });
}

function list(args: string[]): Promise<number> {
  const { json } = parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
  return withContext(async (ctx) => {
    const invites = await listInvites(ctx.db.query);
    if (json) {
      const named = invites.map((each) => ({ ...each, state: inviteState(each, ctx.now()) }));
      console.log(JSON.stringify(named, null, 2));
      return 0;
    }
    const rows = invites.map((each) => [
      each.id,
      inviteState(each, ctx.now()),
      `${each.uses - each.uses_left} of ${each.uses}`,
      day(each.created_at),
      day(each.expires_at),
      each.grants_admin === 1 ? 'administrator' : each.note,
    ]);
    console.log(
      rows.length === 0
        ? 'There are no invitations.'
        : table([['ID', 'STATE', 'USED', 'MADE', 'UNTIL', 'NOTE'], ...rows]),
    );
    return 0;
  });
}

function revoke(id: string): Promise<number> {
  return withContext(async (ctx) => {
    if (!(await deleteInvite(ctx.db.query, id))) {
      throw new CommandError(`There is no invitation "${id}". foxden invite list shows them all.`);
    }
    await auditCommand(ctx.config, `invite revoke ${id}`);
    console.log(`Invitation ${id} is revoked.`);
    return 0;
  });
}

function wholeNumber(name: string, value: string, min: number, max: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= min && number <= max) return number;
  throw new UsageError(`${name} must be a whole number from ${min} to ${max}.`);
}
