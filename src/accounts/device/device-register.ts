import { z } from 'zod';
import { randomHex } from '../../crypto/random.ts';
import type { Queries } from '../../database/database.ts';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { DeviceCredential } from '../../identity/credential.ts';
import { authenticateDevice } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { hex } from '../fields.ts';
import { holdCaller } from '../hold-caller.ts';
import { nameOf } from '../session/user-agent.ts';
import { isDuplicate } from '../store/accounts.ts';
import { forgetDelivered } from '../store/device-commands.ts';
import {
  type DeviceRow,
  findDevice,
  findDeviceOf,
  insertDevice,
  ownerColumns,
  updateDevice,
} from '../store/devices.ts';
import { makeRoomForDevice } from '../store/make-room.ts';
import { isVerifiedCaller } from '../verified-session.ts';
import { deviceRecord } from './device-record.ts';
import { isInRefresh, quietNow, tellAfterQuietTime } from './device-refresh.ts';

const commandsLimit = 8192;
// Clients leave a field out to keep it, and send null or "" to clear it.
const clearable = (field: z.ZodString) => z.union([field, z.literal('')]).nullish();
// By hand, because zod leaves a name out that means something in JavaScript, and says nothing.
const areCommands = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(
    ([name, text]) => name !== '__proto__' && name.length <= 255 && typeof text === 'string' && text.length <= 2048,
  );
const body = z
  .object({
    id: hex(16).nullish(),
    name: z.string().max(255).nullish(),
    type: z
      .string()
      .regex(/^[ -~]{0,16}$/)
      .nullish(),
    pushCallback: clearable(
      z
        .string()
        .max(2048)
        .regex(/^https:\/\/[^\s/]/, 'must be an https address')
        .refine((text) => URL.canParse(text), 'must be an https address'),
    ),
    pushPublicKey: clearable(
      z
        .string()
        .max(88)
        .regex(/^[\w-]+={0,2}$/),
    ),
    pushAuthKey: clearable(
      z
        .string()
        .max(24)
        .regex(/^[\w-]+={0,2}$/),
    ),
    availableCommands: z.custom<Record<string, string>>(areCommands, 'must be an object of texts').nullish(),
  })
  .refine((d) => !d.pushCallback === !d.pushPublicKey && !d.pushCallback === !d.pushAuthKey, {
    message: 'pushCallback, pushPublicKey and pushAuthKey belong together',
  })
  .refine((d) => JSON.stringify(d.availableCommands ?? {}).length <= commandsLimit, {
    message: `availableCommands are longer than ${commandsLimit} characters`,
  });
type Input = z.output<typeof body>;
/** A record as saved; `known`: as it was before, absent when it is new. */
interface Saved {
  device: DeviceRow;
  known?: DeviceRow;
}

/**
 * `POST /account/device` (accounts.md §6.2): registers the caller's device or changes it. Also for sessions that wait for a
 * mailed code, since browsers register before it is typed (accounts.md §10.2.15); but not for those that lack the second factor: whoever
 * has stolen the password would be told what the owner's devices are told.
 */
export const deviceRegister: Endpoint = async (ctx, request) => {
  const caller = await authenticateDevice(ctx, request);
  if (lacksSecondFactor(caller)) throw AccountError.unverifiedSession();
  const input = await parseBody(body, request);
  const now = ctx.now();
  const fallbackName = nameOf(request.headers['user-agent'] ?? '');
  const changes = columnsOf(input, fallbackName, ctx.push.accepts);
  const save = () =>
    ctx.db.transaction(async (tx): Promise<Saved> => {
      await holdCaller(tx, caller, now);
      const known = await targetOf(tx, caller, input.id ?? undefined);
      if (known) {
        const columns = { ...changes, ...ownerColumns(caller) };
        await updateDevice(tx, known.id, columns);
        // A browser that doesn't know its id any more has also forgotten how far it has read, and would open tabs twice.
        if (input.id == null) await forgetDelivered(tx, known);
        return { device: { ...known, ...columns }, known };
      }
      const device: DeviceRow = {
        id: randomHex(16),
        uid: caller.uid,
        ...ownerColumns(caller),
        name: fallbackName,
        type: caller.kind === 'session' ? 'desktop' : 'mobile',
        push_callback: null,
        push_public_key: null,
        push_auth_key: null,
        push_endpoint_expired: 0,
        available_commands: '{}',
        delivered_index: 0,
        created_at: now,
        ...changes,
      };
      await makeRoomForDevice(tx, caller.uid);
      await insertDevice(tx, device);
      return { device };
    });
  // Two requests at once may both want to make the record; the slower one then changes it.
  const saving = save().catch((error: unknown) => {
    if (isDuplicate(error)) return save();
    throw error;
  });
  const { device, known } = await saving.catch(async (error: unknown) => {
    // After a conflict of devices Firefox polls, too.
    if (isInRefresh(caller, now, false)) await quietNow(ctx, caller);
    throw error;
  });
  if (isInRefresh(caller, now, repeatsPushAddress(input, known))) {
    await quietNow(ctx, caller);
    tellAfterQuietTime(ctx, device);
  }
  if (known) return deviceRecord(device);
  audit(request, 'DeviceAdded', { uid: caller.uid, deviceId: device.id });
  ctx.push.tellOthers(caller.uid, device.id, 'fxaccounts:device_connected', { deviceName: device.name });
  return { ...deviceRecord(device), createdAt: device.created_at };
};

const repeatsPushAddress = ({ pushCallback }: Input, known: DeviceRow | undefined) =>
  !!pushCallback && pushCallback === known?.push_callback && known.push_endpoint_expired === 0;

const lacksSecondFactor = (caller: DeviceCredential) =>
  caller.kind === 'session' ? !caller.verified && caller.verificationMethod === 'totp-2fa' : !isVerifiedCaller(caller);

/** Finds the record to change; undefined: a new one is to be made. */
async function targetOf(tx: Queries, caller: DeviceCredential, id: string | undefined): Promise<DeviceRow | undefined> {
  // The credential's device may be out of date by now.
  const own = await findDeviceOf(tx, caller);
  if (id === undefined || id === own?.id) return own;
  const device = await findDevice(tx, caller.uid, id);
  if (!device) throw AccountError.unknownDevice();
  if (own) throw AccountError.deviceSessionConflict(own.id);
  // Taking a device over takes its waiting commands, too.
  if (!isVerifiedCaller(caller)) throw AccountError.unverifiedSession();
  return device;
}

function columnsOf(input: Input, fallbackName: string, acceptsPush: (endpoint: string) => boolean): Partial<DeviceRow> {
  const columns: Partial<DeviceRow> = {};
  if (input.name !== undefined) columns.name = input.name || fallbackName;
  if (input.type) columns.type = input.type;
  if (input.availableCommands) columns.available_commands = JSON.stringify(input.availableCommands);
  if (input.pushCallback !== undefined) {
    // An endpoint that nothing will be sent to is not kept: a browser that sees null asks for its commands itself (accounts.md §6.5).
    const kept = input.pushCallback && acceptsPush(input.pushCallback);
    columns.push_callback = kept ? input.pushCallback : null;
    columns.push_public_key = kept ? input.pushPublicKey : null;
    columns.push_auth_key = kept ? input.pushAuthKey : null;
    columns.push_endpoint_expired = 0;
  }
  return columns;
}
