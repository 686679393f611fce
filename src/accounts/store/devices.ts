import type { Selectable, Updateable } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { DeviceTable } from '../../database/tables/accounts.ts';
import type { DeviceCredential } from '../../identity/credential.ts';
import { deleteDeviceRow, destroyRefreshToken, destroySession } from './sessions.ts';

/** A device as stored. */
export type DeviceRow = Selectable<DeviceTable>;

/** A device with the time (ms) of its owner's last use. */
export type ListedDevice = DeviceRow & { last_access_at: number };

/** Lists an account's devices in one statement, oldest first; also those without an owner when `withOrphans`. */
export async function listDevices(db: Queries, uid: string, withOrphans = false): Promise<ListedDevice[]> {
  const rows = await db
    .selectFrom('devices')
    .leftJoin('sessions', 'sessions.id_hash', 'devices.session_id_hash')
    .leftJoin('refresh_tokens', 'refresh_tokens.token_hash', 'devices.refresh_token_hash')
    .selectAll('devices')
    .select(['sessions.last_access_at as session_used_at', 'refresh_tokens.last_used_at as token_used_at'])
    .where('devices.uid', '=', uid)
    .$if(!withOrphans, (query) =>
      query.where((eb) =>
        eb.or([eb('devices.session_id_hash', 'is not', null), eb('devices.refresh_token_hash', 'is not', null)]),
      ),
    )
    .orderBy('devices.created_at')
    .orderBy('devices.id')
    .execute();
  return rows.map(({ session_used_at, token_used_at, ...device }) => ({
    ...device,
    last_access_at: session_used_at ?? token_used_at ?? device.created_at,
  }));
}

/** True when the record waits for its browser to sign in again. */
export const isOrphan = (device: DeviceRow): boolean =>
  device.session_id_hash === null && device.refresh_token_hash === null;

/** Finds a device of an account. */
export function findDevice(db: Queries, uid: string, id: string): Promise<DeviceRow | undefined> {
  return db.selectFrom('devices').selectAll().where('id', '=', id).where('uid', '=', uid).executeTakeFirst();
}

/** Finds the device that a session or refresh token owns. */
export function findDeviceOf(db: Queries, owner: DeviceCredential): Promise<DeviceRow | undefined> {
  const all = db.selectFrom('devices').selectAll();
  const mine =
    owner.kind === 'session'
      ? all.where('session_id_hash', '=', owner.sessionIdHash)
      : all.where('refresh_token_hash', '=', owner.refreshTokenHash);
  return mine.executeTakeFirst();
}

/** Adds a device. */
export async function insertDevice(db: Queries, device: DeviceRow): Promise<void> {
  await db.insertInto('devices').values(device).execute();
}

/** Changes a device. */
export async function updateDevice(db: Queries, id: string, changes: Updateable<DeviceTable>): Promise<void> {
  await db.updateTable('devices').set(changes).where('id', '=', id).execute();
}

/** The columns that say whose a device is: the caller's. */
export function ownerColumns(owner: DeviceCredential): Pick<DeviceRow, 'session_id_hash' | 'refresh_token_hash'> {
  return {
    session_id_hash: owner.kind === 'session' ? owner.sessionIdHash : null,
    refresh_token_hash: owner.kind === 'refreshToken' ? owner.refreshTokenHash : null,
  };
}

/**
 * Removes a device together with the session or refresh token that owns it (accounts.md §5.8).
 *
 * @param tx - A transaction.
 * @returns False when the account has no such device.
 */
export async function destroyDevice(tx: Queries, uid: string, id: string): Promise<boolean> {
  const device = await findDevice(tx, uid, id);
  if (!device) return false;
  if (isOrphan(device)) await deleteDeviceRow(tx, id);
  if (device.session_id_hash !== null) await destroySession(tx, uid, device.session_id_hash);
  if (device.refresh_token_hash !== null) await destroyRefreshToken(tx, device.refresh_token_hash);
  return true;
}
