import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { findQuota, replaceQuota } from '../admin/store/quotas.ts';
import { findUser, hasAdmin, listUsers, updateUser } from '../admin/store/users.ts';
import { deleteUser, requireUser, setUserDisabled } from '../admin/users.ts';
import { nameCommands } from '../config/installation.ts';
import type { Context } from '../context.ts';
import { isGuessablePassword } from '../crypto/client/guessable-password.ts';
import { stretchPassword } from '../crypto/client/onepw.ts';
import { isMailAddress, isPlainAddress } from '../http/mail-address.ts';
import { userEmail } from '../token/user-email.ts';
import { auditCommand } from './audit-command.ts';
import { formatBytes, parseBytes } from './bytes.ts';
import { type Command, CommandError, UsageError } from './command.ts';
import { day, table } from './table.ts';
import { legacyActions, legacySummaries, requireLegacy } from './user-legacy.ts';
import { requireOwnAccounts, requirePublicUrl, withContext } from './with-context.ts';

const help = `Usage: foxden user list [--json]
       foxden user add ADDRESS [--admin] [--password-stdin]
       foxden user disable|enable USER
       foxden user delete USER --yes
       foxden user reset-password USER
       foxden user codes [--json]
       foxden user quota USER [SIZE|none|default]
       foxden user admin|demote USER
       foxden user add|disable|enable|delete|reset-password|quota … --legacy

USER is a mail address or a uid.
add             makes an account. The password is read from standard input, or made up and printed.
disable         locks an account out; its data stays. enable lets it in again.
delete          deletes an account with all that it stores here.
reset-password  prints a code for the page for forgotten passwords. Foxden can't read anybody's data, so without the recovery
                key what is stored here is lost to a new password; what is in the browsers is uploaded again.
codes           shows codes that people wait for, when no mail is set up (FOXDEN_SMTP_URL).
quota           says how much somebody may store, or sets it: a size such as 500MB, none for no limit, or default for what
                FOXDEN_QUOTA_KB says. It is in force within the hour.
admin           makes somebody an administrator; demote takes that back.
--legacy        means an account of Sync 1.1 (Pale Moon and others), named by its mail address or name. list shows both kinds.
--json          prints a list as JSON.`;

interface Options {
  admin: boolean;
  yes: boolean;
  stdin: boolean;
  /** What stands after the user's name. */
  value?: string;
}

type Action = (ctx: Context, name: string, options: Options) => Promise<void>;

const withoutName: Record<string, (ctx: Context, options: { json: boolean }) => Promise<void>> = { list, codes };
const withName: Record<string, Action> = {
  add,
  disable: (ctx, name) => setDisabled(ctx, name, true),
  enable: (ctx, name) => setDisabled(ctx, name, false),
  delete: remove,
  'reset-password': resetPassword,
  quota,
  admin: (ctx, name) => setAdmin(ctx, name, true),
  demote: (ctx, name) => setAdmin(ctx, name, false),
};

/** `foxden user`. */
export const user: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        admin: { type: 'boolean' },
        yes: { type: 'boolean' },
        'password-stdin': { type: 'boolean' },
        json: { type: 'boolean' },
        legacy: { type: 'boolean' },
      },
    });
    const [what = '', name, value, ...rest] = positionals;
    const plain = name === undefined && Object.hasOwn(withoutName, what) ? withoutName[what] : undefined;
    const named = name !== undefined && Object.hasOwn(withName, what) ? withName[what] : undefined;
    if (rest.length > 0 || (!plain && !named) || (value !== undefined && what !== 'quota') || (values.json && !plain))
      throw new UsageError(help);
    const flags = {
      admin: values.admin ?? false,
      yes: values.yes ?? false,
      stdin: values['password-stdin'] ?? false,
      value,
    };
    await withContext(async (ctx) => {
      if (values.legacy) {
        requireLegacy(ctx);
        if (plain === list) return console.log(inWords(await legacySummaries(ctx), values.json ?? false));
        const action = name === undefined ? undefined : legacyActions.get(what);
        if (!action) throw new UsageError(help);
        return action(ctx, name!, flags);
      }
      if (what !== 'quota') requireOwnAccounts(ctx.config);
      await (plain ? plain(ctx, { json: values.json ?? false }) : named!(ctx, name!, flags));
    });
    return 0;
  },
};

async function list(ctx: Context, { json }: { json: boolean }): Promise<void> {
  const old = ctx.config.legacy ? await legacySummaries(ctx) : [];
  console.log(inWords([...(await listUsers(ctx.db.query)), ...old], json));
}

type Listed = Awaited<ReturnType<typeof listUsers>>[number] & { sync?: string };

function inWords(users: Listed[], json: boolean): string {
  if (json) return JSON.stringify(users, null, 2);
  if (users.length === 0) return 'There are no accounts yet.';
  const state = (each: Listed) =>
    [each.sync && `Sync ${each.sync}`, each.disabledAt !== null ? 'disabled' : each.isAdmin && 'administrator']
      .filter(Boolean)
      .join(', ');
  const rows = users.map((each) => [
    each.uid,
    each.email,
    day(each.createdAt),
    day(each.lastUsedAt),
    `${each.devices}`,
    state(each),
  ]);
  return table([['UID', 'ADDRESS', 'MADE', 'LAST USED', 'DEVICES', 'STATE'], ...rows]);
}

async function codes({ accountAdministration, now }: Context, { json }: { json: boolean }): Promise<void> {
  const pending = await accountAdministration.listPendingCodes();
  if (json) return console.log(JSON.stringify(pending, null, 2));
  if (pending.length === 0) return console.log('Nobody waits for a code.');
  const rows = pending.map((each) => [
    each.code,
    each.email,
    each.purpose,
    `${Math.ceil((each.expiresAt - now()) / 60_000)} min`,
  ]);
  console.log(table([['CODE', 'ADDRESS', 'FOR', 'GOOD FOR'], ...rows]));
}

async function add(ctx: Context, email: string, { admin, stdin }: { admin: boolean; stdin: boolean }): Promise<void> {
  if (!isMailAddress(email)) throw new UsageError(`"${email}" is no mail address.`);
  if (!isPlainAddress(email)) {
    throw new UsageError(`"${email}" has letters that pass for others. Write the address with the usual ones.`);
  }
  if (await findUser(ctx.db.query, email)) throw taken(email);
  const password = stdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : randomBytes(12).toString('base64url');
  if (password.length < 8) throw new CommandError('The password must have at least 8 characters.');
  if (stdin && (await isGuessablePassword(password, [email]))) {
    throw new CommandError(
      'This is one of the passwords that are tried first. Choose one that nobody else has, such as four unrelated words.',
    );
  }
  const { authPW } = await stretchPassword(email, password);
  const uid = await ctx.accountAdministration.addAccount({ email, authPW, isAdmin: admin });
  if (uid === undefined) throw taken(email);
  await auditCommand(ctx.config, admin ? 'user add --admin' : 'user add', uid);
  console.log(`Account ${uid} is made for ${email}.`);
  if (!stdin) console.log(`Password: ${password}\nIt is shown only now; it should be changed after the first sign-in.`);
}

const taken = (email: string) => new CommandError(`There is an account for ${email} already.`);

async function setDisabled(ctx: Context, name: string, disabled: boolean): Promise<void> {
  const { uid, email, is_admin } = await requireUser(ctx, name);
  await setUserDisabled(ctx, uid, disabled);
  await auditCommand(ctx.config, disabled ? 'user disable' : 'user enable', uid);
  console.log(
    disabled
      ? `${email} is locked out. Devices that are just syncing are refused within seconds.`
      : `${email} can sign in again.`,
  );
  if (disabled && is_admin === 1) await tellWithoutAdmin(ctx);
}

async function remove(ctx: Context, name: string, { yes }: { yes: boolean }): Promise<void> {
  const { uid, email, is_admin } = await requireUser(ctx, name);
  if (!yes) {
    throw new CommandError(
      `This deletes the account ${email} and all that it stores here, for good; its browsers keep what they have. ` +
        `If you mean it: foxden user delete ${name} --yes`,
    );
  }
  await deleteUser(ctx, uid);
  await auditCommand(ctx.config, 'user delete', uid);
  console.log(`${email} is deleted.`);
  if (is_admin === 1) await tellWithoutAdmin(ctx);
}

async function resetPassword(ctx: Context, name: string): Promise<void> {
  const { uid, email } = await requireUser(ctx, name);
  const { code, minutes } = await ctx.accountAdministration.issueResetCode(uid);
  await auditCommand(ctx.config, 'user reset-password', uid);
  console.log(
    `${requirePublicUrl(ctx.config)}/reset_password\nAddress: ${email}\nCode: ${code} (good for ${minutes} minutes)`,
  );
  console.error(
    'Give both to the person. Whoever has a recovery key should keep it at hand: it saves what is stored here.',
  );
}

// With Mozilla's accounts only the uid is known here.
async function userAnywhere(ctx: Context, name: string): Promise<{ uid: string; email: string }> {
  if (ctx.config.accounts.mode === 'embedded') return requireUser(ctx, name);
  if (/^[0-9a-f]{32}$/.test(name)) return { uid: name, email: name };
  throw new UsageError('Accounts live elsewhere (FOXDEN_ACCOUNTS): name the user by the uid, 32 hex digits.');
}

async function quota(ctx: Context, name: string, { value }: Options): Promise<void> {
  const { uid, email } = await userAnywhere(ctx, name);
  const inWords = (bytes: number | null) => (bytes === null ? 'as much as there is room for' : formatBytes(bytes));
  if (value === undefined) {
    const own = await findQuota(ctx.db.query, userEmail(uid));
    console.log(
      `${email} may store ${inWords(own === undefined ? ctx.config.quotaBytes : own)}${own === undefined ? ', like everybody' : ''}.`,
    );
    return;
  }
  const bytes = value === 'none' ? null : value === 'default' ? undefined : parseBytes(value);
  if (bytes === undefined && value !== 'default') {
    throw new UsageError(`"${value}" is no size. Write one such as 500MB or 2GB, or none, or default.`);
  }
  await ctx.db.transaction((tx) => replaceQuota(tx, userEmail(uid), bytes));
  await auditCommand(ctx.config, `user quota ${value}`, uid);
  console.log(`${email} may store ${inWords(bytes === undefined ? ctx.config.quotaBytes : bytes)}, within the hour.`);
}

async function setAdmin(ctx: Context, name: string, isAdmin: boolean): Promise<void> {
  const { uid, email } = await requireUser(ctx, name);
  await updateUser(ctx.db.query, uid, { is_admin: isAdmin ? 1 : 0 });
  await auditCommand(ctx.config, isAdmin ? 'user admin' : 'user demote', uid);
  console.log(isAdmin ? `${email} is an administrator.` : `${email} is no administrator any more.`);
  if (!isAdmin) await tellWithoutAdmin(ctx);
}

// Whoever has the command line may do without an administrator, and hears how to get one.
async function tellWithoutAdmin({ db }: Context): Promise<void> {
  if (await hasAdmin(db.query)) return;
  console.error(nameCommands('There is no administrator now. foxden admin-link makes a link for a new one.'));
}
