import type { Queries } from '../../database/database.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { deleteDeviceRow, destroyRefreshToken, destroySession } from './sessions.ts';

/** How many of each an account may have. Far beyond what people have, and few enough to be listed with every request. */
export const most = {
  sessions: 100,
  refreshTokens: 100,
  devices: 100,
  keyFetchTokens: 50,
  /** Commands that wait for one device, and characters of all that wait in the account. */
  commandsOfDevice: 200,
  commandCharacters: 8_000_000,
} as const;

/**
 * Makes room for one more session: those go first that were not used for longest, unless a device or a phone lives on them.
 *
 * @param tx - The transaction that adds the session, which holds the account or another session of it.
 * @throws {AccountError} 400/190 when all of them are in use.
 */
export async function makeRoomForSession(tx: Queries, uid: string): Promise<void> {
  const surplus = (await count(tx, 'sessions', uid)) + 1 - most.sessions;
  if (surplus <= 0) return;
  const idle = await tx
    .selectFrom('sessions')
    .leftJoin('devices', 'devices.session_id_hash', 'sessions.id_hash')
    .leftJoin('refresh_tokens', 'refresh_tokens.session_id_hash', 'sessions.id_hash')
    .select('sessions.id_hash')
    .distinct()
    .select('sessions.last_access_at')
    .where('sessions.uid', '=', uid)
    .where('devices.id', 'is', null)
    .where('refresh_tokens.token_hash', 'is', null)
    .orderBy('sessions.last_access_at')
    .limit(surplus)
    .execute();
  if (idle.length < surplus) throw AccountError.tooMany('sign-ins; sign some of them out first');
  for (const { id_hash } of idle) await destroySession(tx, uid, id_hash);
}

/**
 * Makes room for one more refresh token: those go first that were not used for longest, unless a device lives on them.
 *
 * @param tx - The transaction that adds the token.
 * @throws {AccountError} 400/190 when devices live on all of them.
 */
export async function makeRoomForRefreshToken(tx: Queries, uid: string): Promise<void> {
  const surplus = (await count(tx, 'refresh_tokens', uid)) + 1 - most.refreshTokens;
  if (surplus <= 0) return;
  const idle = await tx
    .selectFrom('refresh_tokens')
    .leftJoin('devices', 'devices.refresh_token_hash', 'refresh_tokens.token_hash')
    .select('refresh_tokens.token_hash')
    .where('refresh_tokens.uid', '=', uid)
    .where('devices.id', 'is', null)
    .orderBy('refresh_tokens.last_used_at')
    .limit(surplus)
    .execute();
  if (idle.length < surplus) throw AccountError.tooMany('connected apps; disconnect some of them first');
  for (const { token_hash } of idle) await destroyRefreshToken(tx, token_hash);
}

/**
 * Makes room for one more device: records go first that wait for a browser to come back.
 *
 * @param tx - The transaction that adds the device.
 * @throws {AccountError} 400/190 when all of them are signed in.
 */
export async function makeRoomForDevice(tx: Queries, uid: string): Promise<void> {
  const surplus = (await count(tx, 'devices', uid)) + 1 - most.devices;
  if (surplus <= 0) return;
  const waiting = await tx
    .selectFrom('devices')
    .select('id')
    .where('uid', '=', uid)
    .where('session_id_hash', 'is', null)
    .where('refresh_token_hash', 'is', null)
    .orderBy('created_at')
    .limit(surplus)
    .execute();
  if (waiting.length < surplus) throw AccountError.tooMany('devices; remove some of them first');
  for (const { id } of waiting) await deleteDeviceRow(tx, id);
}

/** Makes room for one more keyFetchToken: the oldest go, which nobody has used and soon nobody could. */
export async function makeRoomForKeyFetchToken(tx: Queries, uid: string): Promise<void> {
  const oldest = await tx
    .selectFrom('account_tokens')
    .select('id_hash')
    .where('uid', '=', uid)
    .where('kind', '=', 'keyFetchToken')
    .orderBy('created_at', 'desc')
    .offset(most.keyFetchTokens - 1)
    .limit(most.keyFetchTokens)
    .execute();
  if (oldest.length === 0) return;
  const hashes = oldest.map(({ id_hash }) => id_hash);
  await tx.deleteFrom('account_tokens').where('id_hash', 'in', hashes).execute();
}

/**
 * Makes room for one more command: what its device has been given already goes.
 *
 * @param tx - The transaction that adds the command.
 * @param command - `length`: characters of its payload.
 * @throws {AccountError} 400/190 when too much waits.
 */
export async function makeRoomForCommand(
  tx: Queries,
  device: { id: string; uid: string; delivered_index: number },
  command: { length: number },
): Promise<void> {
  if (await hasRoomForCommand(tx, device, command)) return;
  await tx
    .deleteFrom('device_commands')
    .where('device_id', '=', device.id)
    .where('command_index', '<=', device.delivered_index)
    .execute();
  if (await hasRoomForCommand(tx, device, command)) return;
  throw AccountError.tooMany('commands that wait for their devices');
}

async function hasRoomForCommand(
  tx: Queries,
  device: { id: string; uid: string },
  { length }: { length: number },
): Promise<boolean> {
  const { waiting, characters } = await tx
    .selectFrom('device_commands')
    .innerJoin('devices', 'devices.id', 'device_commands.device_id')
    .select((eb) => [
      eb.fn.sum<number | null>(eb.case().when('devices.id', '=', device.id).then(1).else(0).end()).as('waiting'),
      eb.fn.sum<number | null>(eb.fn('length', ['device_commands.payload'])).as('characters'),
    ])
    .where('devices.uid', '=', device.uid)
    .executeTakeFirstOrThrow();
  return Number(waiting ?? 0) < most.commandsOfDevice && Number(characters ?? 0) + length <= most.commandCharacters;
}

async function count(tx: Queries, table: 'sessions' | 'refresh_tokens' | 'devices', uid: string): Promise<number> {
  const { rows } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('uid', '=', uid)
    .executeTakeFirstOrThrow();
  return Number(rows);
}
