import type { DeviceCredential } from '../../identity/credential.ts';
import type { AccountsContext } from '../context.ts';
import { nextUndelivered } from '../store/device-commands.ts';
import { quietPolls } from '../store/device-refreshes.ts';
import type { DeviceRow } from '../store/devices.ts';
import { commandReceived } from './push.ts';

// A desktop Firefox that refreshes its list of devices (accounts.md §6.3) asks for the list, registers again when the list
// hasn't its push address, and polls its commands: all inside the refresh. It handles commands after a refresh that is under
// way, so what it is given by that poll waits for itself for ever; and it has noted the commands as read before. The tabs are
// lost and the list never comes. So that poll must come back empty, and nothing tells it from one by "Sync now", which may come
// first: every poll of the next few seconds gets nothing. A new name is registered in the same way, also in the middle of a
// refresh, and so each registration counts that comes soon after a list. All else is given at once.

/**
 * How long after the list the registration may come, ms. In between Firefox gives its push address back and asks for a new one,
 * and waits up to 20 s for each when the push service doesn't answer.
 */
export const refreshPatience = 60_000;
/** How long polls get nothing after the registration, ms. */
export const quietTime = 3000;

// A wall clock that was set back must not make the time long.
const isWithin = (from: number, now: number, length: number) => now >= from && now - from <= length;

/**
 * Whether a registration may be the one inside a refresh of the caller's list.
 *
 * @param repeatsPushAddress - It gives the push address that the record has, and which works. Inside a refresh that happens only
 *   after another registration has brought the address.
 */
export function isInRefresh(caller: DeviceCredential, now: number, repeatsPushAddress: boolean): boolean {
  if (caller.kind !== 'session' || !isWithin(caller.devicesListedAt, now, refreshPatience)) return false;
  return !repeatsPushAddress || caller.quietPollsUntil > caller.devicesListedAt;
}

/** Whether a poll may be the one inside a refresh, and gets nothing. */
export function isQuiet(caller: DeviceCredential, now: number): boolean {
  return caller.kind === 'session' && isWithin(caller.quietPollsUntil - quietTime, now, quietTime);
}

/** Lets the caller's polls get nothing for the quiet time. */
export async function quietNow(ctx: Pick<AccountsContext, 'db' | 'now'>, caller: DeviceCredential): Promise<void> {
  if (caller.kind !== 'session') return;
  await quietPolls(ctx.db.query, caller.sessionIdHash, ctx.now() + quietTime);
}

/** After the quiet time, tells a device with a push address of what waits for it: it was told too early, or asked too early. */
export function tellAfterQuietTime(ctx: AccountsContext, device: DeviceRow): void {
  if (device.push_callback === null) return;
  const tell = async () => {
    const waiting = await nextUndelivered(ctx.db.query, device.id, ctx.now());
    if (waiting) await ctx.push.send(device, commandReceived(ctx.config.publicUrl, waiting));
  };
  setTimeout(() => {
    tell().catch((error: unknown) => ctx.log.warn('push failed', { error: String(error) }));
  }, quietTime + 100).unref();
}
