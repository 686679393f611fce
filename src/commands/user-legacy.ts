import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Context } from '../context.ts';
import { addLegacyUser, changeLegacyUser, requireLegacyUser } from '../legacy/account/administration.ts';
import { removeUser } from '../legacy/account/remove-user.ts';
import { makeResetLink } from '../legacy/account/reset-code.ts';
import { isWeak } from '../legacy/passwords/password-text.ts';
import { listUsers } from '../legacy/store/users.ts';
import { isMailAddress, isUsername, usernameOf } from '../legacy/username.ts';
import { auditCommand } from './audit-command.ts';
import { formatBytes, parseBytes } from './bytes.ts';
import { CommandError, UsageError } from './command.ts';
import { requirePublicUrl } from './with-context.ts';

/** What `foxden user` does to accounts of Sync 1.1. */
export interface LegacyOptions {
  yes: boolean;
  stdin: boolean;
  value?: string;
}

type Action = (ctx: Context, typed: string, options: LegacyOptions) => Promise<void>;

/** The verbs that accounts of Sync 1.1 know, by name. */
export const legacyActions = new Map<string, Action>([
  ['add', add],
  ['disable', (ctx, typed) => setDisabled(ctx, typed, true)],
  ['enable', (ctx, typed) => setDisabled(ctx, typed, false)],
  ['delete', remove],
  ['reset-password', resetPassword],
  ['quota', quota],
]);

/** Refuses while Sync 1.1 is off. @throws {CommandError} */
export function requireLegacy({ config }: Context): void {
  if (!config.legacy) throw new CommandError('Sync 1.1 is off (FOXDEN_LEGACY), so its accounts are left alone.');
}

/** The accounts as `foxden user list` shows all. */
export async function legacySummaries({ db }: Context) {
  const users = await listUsers(db.query);
  return users.map(({ uid, name, mail, created_at, last_used_at, disabled_at }) => ({
    uid: String(uid),
    email: mail ?? name,
    isAdmin: false,
    createdAt: created_at,
    disabledAt: disabled_at,
    lastUsedAt: last_used_at,
    devices: 0,
    sync: '1.1',
  }));
}

async function add(ctx: Context, typed: string, { stdin }: LegacyOptions): Promise<void> {
  if (!isMailAddress(typed) && !isUsername(typed)) {
    throw new UsageError(`"${typed}" is neither a mail address nor a name of at most 32 of A-Z a-z 0-9 . _ -`);
  }
  const given = stdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const password = given ?? randomBytes(12).toString('base64url');
  if (await isWeak(password, usernameOf(typed))) {
    throw new CommandError(
      'The password must have at least 8 characters and must be neither the name nor one of those that everybody tries first.',
    );
  }
  const added = await addLegacyUser(ctx, typed, password);
  if (!added) throw new CommandError(`There is a Sync 1.1 account for ${typed} already.`);
  await auditCommand(ctx.config, 'user add --legacy', String(added.uid));
  console.log(`Sync 1.1 account ${added.uid} is made for ${typed}.`);
  if (given === undefined) console.log(`Password: ${password}\nIt is shown only now.`);
}

async function setDisabled(ctx: Context, typed: string, disabled: boolean): Promise<void> {
  const { uid } = await requireLegacyUser(ctx, typed);
  await changeLegacyUser(ctx, uid, { disabled_at: disabled ? ctx.now() : null });
  await auditCommand(ctx.config, disabled ? 'user disable' : 'user enable', String(uid));
  console.log(disabled ? `${typed} is locked out.` : `${typed} can sync again.`);
}

async function remove(ctx: Context, typed: string, { yes }: LegacyOptions): Promise<void> {
  const { uid } = await requireLegacyUser(ctx, typed);
  if (!yes) {
    throw new CommandError(
      `This deletes the Sync 1.1 account ${typed} and all that it stores here, for good; its browsers keep what they have. ` +
        `If you mean it: foxden user delete ${typed} --legacy --yes`,
    );
  }
  await removeUser(ctx, uid);
  await auditCommand(ctx.config, 'user delete', String(uid));
  console.log(`${typed} is deleted.`);
}

async function resetPassword(ctx: Context, typed: string): Promise<void> {
  requirePublicUrl(ctx.config);
  const user = await requireLegacyUser(ctx, typed);
  const { link, hours } = await makeResetLink(ctx, user);
  await auditCommand(ctx.config, 'user reset-password', String(user.uid));
  console.log(`${link}\nThe link is good for ${hours} hours, once.`);
  console.error('Give it to the person. What is stored stays as it is: it is locked with the recovery key.');
}

async function quota(ctx: Context, typed: string, { value }: LegacyOptions): Promise<void> {
  const { uid, quota_bytes: own } = await requireLegacyUser(ctx, typed);
  const inWords = (bytes: number | null) =>
    bytes === null || bytes < 0 ? 'as much as there is room for' : formatBytes(bytes);
  if (value === undefined) {
    console.log(
      `${typed} may store ${inWords(own ?? ctx.config.quotaBytes)}${own === null ? ', like everybody' : ''}.`,
    );
    return;
  }
  const bytes = value === 'none' ? -1 : value === 'default' ? null : parseBytes(value);
  if (bytes === undefined) {
    throw new UsageError(`"${value}" is no size. Write one such as 500MB or 2GB, or none, or default.`);
  }
  await changeLegacyUser(ctx, uid, { quota_bytes: bytes });
  await auditCommand(ctx.config, `user quota ${value}`, String(uid));
  console.log(`${typed} may store ${inWords(bytes ?? ctx.config.quotaBytes)}.`);
}
