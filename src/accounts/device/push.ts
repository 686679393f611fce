import { type Agent, request } from 'node:https';
import webPush from 'web-push';
import type { Config } from '../../config/config.ts';
import type { Secrets } from '../../config/secrets.ts';
import type { Database } from '../../database/database.ts';
import type { Logger } from '../../log/logger.ts';
import { type DeviceRow, listDevices, updateDevice } from '../store/devices.ts';

/** What a push message says (accounts.md §6.5); Firefox reads it as `{version: 1, command, data}`. */
export interface PushMessage {
  command: string;
  data?: Record<string, unknown>;
}

/** The message that a command waits, with where it is found. */
export function commandReceived(
  publicUrl: string | null,
  { index, command, sender }: { index: number; command: string; sender: string | null },
): PushMessage {
  const url = `${publicUrl}/v1/account/device/commands?index=${index}&limit=1`;
  return { command: 'fxaccounts:command_received', data: { command, index, sender: sender ?? undefined, url } };
}

/** Devices that a message goes to. Sending happens in the background; failures are only logged. */
export interface Recipients {
  /** The same without some devices. */
  without(deviceIds: ReadonlySet<string | null>): Recipients;
  send(command: string, data?: Record<string, unknown>): void;
  /** Sends what a client has composed; `ttl` is seconds. */
  forward(payload: object, ttl: number): void;
}

/** Web Push to browsers (RFC 8030, 8291, 8292). Everything works without it, only later. */
export interface Push {
  /** Returns true when this server may send to an endpoint. */
  accepts(endpoint: string): boolean;
  /**
   * Sends to one device.
   *
   * @returns Null when the push service took it, else why not.
   */
  send(device: DeviceRow, message: PushMessage): Promise<string | null>;
  /** Tells an account's other devices, in the background. */
  tellOthers(uid: string, exceptDeviceId: string | null, command: string, data?: Record<string, unknown>): void;
  /** Looks devices of an account up (all when no ids are given), also to write to them after they are deleted. */
  prepare(uid: string, deviceIds?: readonly string[]): Promise<Recipients>;
}

const month = 28 * 86_400;
const patience = 5000;

/**
 * Makes the sender.
 *
 * @param options.agent - Connections to the push services; tests bring one that knows their certificate.
 */
export function createPush(
  ctx: {
    config: Pick<Config, 'publicUrl' | 'pushHosts'>;
    secrets: Pick<Secrets, 'vapid'>;
    db: Database;
    log: Logger;
  },
  options: { agent?: Agent } = {},
): Push {
  const { publicUrl, pushHosts } = ctx.config;
  const subject = publicUrl?.startsWith('https:') ? publicUrl : 'mailto:foxden@localhost';
  const vapidDetails = { subject, ...ctx.secrets.vapid };
  const isOff = pushHosts.length === 0;
  const accepts = (endpoint: string) => URL.canParse(endpoint) && pushHosts.includes(new URL(endpoint).host);

  async function deliver(device: DeviceRow, payload: object, ttl: number): Promise<string | null> {
    const { push_callback: endpoint, push_public_key: p256dh, push_auth_key: auth } = device;
    if (!endpoint || !p256dh || !auth || !accepts(endpoint)) return 'no push address';
    if (device.push_endpoint_expired === 1) return 'push address expired';
    try {
      const keys = { p256dh, auth };
      const details = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(payload), {
        TTL: ttl,
        vapidDetails,
      });
      const status = await post(details, options.agent);
      if (status >= 200 && status < 300) return null;
      throw new PushRefusedError(status);
    } catch (error) {
      const status = error instanceof PushRefusedError ? error.status : 0;
      ctx.log.info('push message not delivered', { status, deviceId: device.id });
      if (status !== 404 && status !== 410) return 'push service failed';
      await updateDevice(ctx.db.query, device.id, { push_endpoint_expired: 1 });
      return 'push address expired';
    }
  }

  function inBackground(devices: DeviceRow[], payload: object, ttl: number): void {
    for (const device of devices) {
      deliver(device, payload, ttl).catch((error: unknown) => ctx.log.warn('push failed', { error: String(error) }));
    }
  }

  const recipients = (devices: DeviceRow[]): Recipients => ({
    without: (ids) => recipients(devices.filter((device) => !ids.has(device.id))),
    send: (command, data) => inBackground(devices, { version: 1, command, data }, month),
    forward: (payload, ttl) => inBackground(devices, payload, ttl),
  });

  async function prepare(uid: string, deviceIds?: readonly string[]): Promise<Recipients> {
    if (isOff || deviceIds?.length === 0) return recipients([]);
    const devices = (await listDevices(ctx.db.query, uid)).filter((device) => device.push_callback !== null);
    return recipients(devices.filter((device) => !deviceIds || deviceIds.includes(device.id)));
  }

  return {
    accepts,
    prepare,
    send: (device, { command, data }) => deliver(device, { version: 1, command, data }, month),
    tellOthers(uid, exceptDeviceId, command, data) {
      prepare(uid)
        .then((all) => all.without(new Set([exceptDeviceId])).send(command, data))
        .catch((error: unknown) => ctx.log.warn('push failed', { error: String(error) }));
    },
  };
}

class PushRefusedError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the push service answered ${status}`);
    this.status = status;
  }
}

// The library's own sending has a limit for silence only, and keeps whatever is answered. Only the status is of interest.
function post({ endpoint, method, headers, body }: webPush.RequestDetails, agent?: Agent): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request(endpoint, { method, headers: { ...headers }, agent, signal: AbortSignal.timeout(patience) });
  sent.on('error', reject);
  sent.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  sent.end(body);
  return promise;
}
