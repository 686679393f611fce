import { z } from 'zod';
import { parseParameters } from '../../http/parse-parameters.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { noteDeviceList } from '../store/device-refreshes.ts';
import { isOrphan, listDevices } from '../store/devices.ts';
import { listedDeviceRecord } from './device-record.ts';

const query = z.object({ filterIdleDevicesTimestamp: z.coerce.number().optional() });

/**
 * `GET /account/devices` (accounts.md §6.3).
 *
 * A browser that has signed in again after a change of password keeps its old device id to itself and would be missing here
 * for good. Firefox 153 registers again when its own entry has no push address, so a session without a device is shown an
 * entry of its own as long as there are records that wait for their browser (accounts.md §2.10).
 */
export const deviceList: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { filterIdleDevicesTimestamp: idleSince } = parseParameters(query, request.query);
  const isAsked = caller.kind === 'session' && caller.deviceId === null;
  const devices = await listDevices(ctx.db.query, caller.uid, isAsked);
  const ownId = caller.deviceId ?? devices.findLast(isOrphan)?.id ?? null;
  // What follows may come from within a refresh of the list: see `device-refresh.ts`.
  if (caller.kind === 'session' && ownId !== null) await noteDeviceList(ctx.db.query, caller.sessionIdHash, ctx.now());
  return devices
    .filter((device) => !isOrphan(device) || device.id === ownId)
    .filter((device) => idleSince === undefined || device.id === ownId || device.last_access_at > idleSince)
    .map((device) => listedDeviceRecord(device, ownId));
};
