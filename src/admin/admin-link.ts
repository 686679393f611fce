import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../crypto/random.ts';
import type { AdminContext } from './context.ts';
import { createInvite, inviteLink, inviteState } from './invites.ts';
import { deleteInvite, deleteInviteByCode, findInvite } from './store/invites.ts';
import { hasAdmin } from './store/users.ts';

/** Where the link lies until it is used: mode 0600, so only who may read the data dir becomes the administrator. */
export const adminLinkFile = ({ dataDir }: { dataDir: string }): string => join(dataDir, 'admin-link.txt');

/**
 * Sees to it that the first account can become the administrator's: while there is none, a one-time link lies in the data dir;
 * when there is one, the link is worthless and gone. It must never be logged.
 *
 * @param ctx - `config.publicUrl` must be set: the link begins with it.
 * @param options - `another`: make a link although there is an administrator.
 * @returns The link, or null when there is an administrator already.
 */
export async function prepareAdminLink(
  ctx: Pick<AdminContext, 'db' | 'now'> & { config: Pick<AdminContext['config'], 'dataDir'> },
  publicUrl: string,
  { another = false }: { another?: boolean } = {},
): Promise<string | null> {
  const file = adminLinkFile(ctx.config);
  const kept = readCode(file);
  if (!another && (await hasAdmin(ctx.db.query))) {
    if (kept !== undefined) await deleteInviteByCode(ctx.db.query, sha256Hex(kept));
    rmSync(file, { force: true });
    return null;
  }
  if (kept !== undefined) {
    const invite = await findInvite(ctx.db.query, sha256Hex(kept));
    if (invite?.grants_admin === 1 && inviteState(invite, ctx.now()) === 'open')
      return keep(file, inviteLink(publicUrl, kept));
  }
  const { id, code } = await createInvite(ctx, {
    uses: 1,
    expiresAt: null,
    note: 'administrator',
    grantsAdmin: true,
  });
  try {
    return keep(file, inviteLink(publicUrl, code));
  } catch (error) {
    await deleteInvite(ctx.db.query, id);
    throw error;
  }
}

function readCode(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return /[?&]invite=([\w-]+)/.exec(readFileSync(file, 'utf8'))?.[1];
}

function keep(file: string, link: string): string {
  writeFileSync(`${file}.tmp`, `${link}\n`, { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return link;
}
