import { z } from 'zod';
import { authenticateDevice } from '../../http/auth/session-auth.ts';
import { parseParameters } from '../../http/parse-parameters.ts';
import { listedDeviceRecord } from '../device-record.ts';
import type { Endpoint } from '../endpoint.ts';
import { listDevices } from '../store/devices.ts';

const query = z.object({ filterIdleDevicesTimestamp: z.coerce.number().optional() });

/** `GET /account/devices` (accounts.md §6.3). */
export const deviceList: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  const { filterIdleDevicesTimestamp: idleSince } = parseParameters(query, request.query);
  const devices = await listDevices(ctx.db.query, caller.uid);
  return devices
    .filter((device) => idleSince === undefined || device.id === caller.deviceId || device.last_access_at > idleSince)
    .map((device) => listedDeviceRecord(device, caller.deviceId));
};
