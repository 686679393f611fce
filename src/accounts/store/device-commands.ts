import type { Queries } from '../../database/database.ts';

/** A command on its way to a device. `payload` is JSON, `expiresAt` ms. */
export interface NewCommand {
  uid: string;
  deviceId: string;
  command: string;
  payload: string;
  sender: string | null;
  expiresAt: number;
}

/** A command as it waits; `index` is never used twice. */
export interface WaitingCommand {
  index: number;
  command: string;
  payload: string;
  sender: string | null;
}

/**
 * Puts a command into a device's queue.
 *
 * @returns Its index.
 */
export async function enqueueCommand(db: Queries, command: NewCommand): Promise<number> {
  const { insertId } = await db
    .insertInto('device_commands')
    .values({
      uid: command.uid,
      device_id: command.deviceId,
      command: command.command,
      payload: command.payload,
      sender: command.sender,
      expires_at: command.expiresAt,
    })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

/**
 * Lists what waits for a device, oldest first.
 *
 * @param options - `from`: least index; `limit`: most commands; `now`: ms, what has run out is left out.
 */
export async function listCommands(
  db: Queries,
  deviceId: string,
  options: { from: number; limit: number; now: number },
): Promise<WaitingCommand[]> {
  return db
    .selectFrom('device_commands')
    .select(['command_index as index', 'command', 'payload', 'sender'])
    .where('device_id', '=', deviceId)
    .where('command_index', '>=', options.from)
    .where('expires_at', '>', options.now)
    .orderBy('command_index')
    .limit(options.limit)
    .execute();
}

/** Keeps how far a device has been given its commands. */
export async function markDelivered(db: Queries, deviceId: string, index: number): Promise<void> {
  await db
    .updateTable('devices')
    .set({ delivered_index: index })
    .where('id', '=', deviceId)
    .where('delivered_index', '<', index)
    .execute();
}

/** Deletes the commands that a device has been given already. */
export async function forgetDelivered(db: Queries, device: { id: string; delivered_index: number }): Promise<void> {
  await db
    .deleteFrom('device_commands')
    .where('device_id', '=', device.id)
    .where('command_index', '<=', device.delivered_index)
    .execute();
}

/** Finds the first command that waits for a device and that it has never been given; undefined: none. */
export async function nextUndelivered(db: Queries, deviceId: string, now: number): Promise<WaitingCommand | undefined> {
  return db
    .selectFrom('device_commands')
    .innerJoin('devices', 'devices.id', 'device_commands.device_id')
    .select(['command_index as index', 'command', 'payload', 'sender'])
    .where('devices.id', '=', deviceId)
    .whereRef('command_index', '>', 'delivered_index')
    .where('expires_at', '>', now)
    .orderBy('command_index')
    .executeTakeFirst();
}
