import { setTimeout as sleep } from 'node:timers/promises';
import type { Announcements } from '../../../src/config/announcements.ts';
import type { ClientProfile } from '../client-profiles.ts';
import { LegacyClient } from '../legacy-client.ts';
import type { PairingTimes } from '../pairing-client.ts';
import { type Answer, Requests } from '../requests.ts';

/** Where a story is told, and what the server's owner can do there. */
export interface Place {
  /** What a person enters, with its final slash. */
  serverUrl: string;
  /** Preference services.sync.jpake.serverURL. */
  keyExchangeUrl: string;
  /** Lets a process of the server die in the middle of the story, where it has several. */
  crash?(): Promise<void>;
  /** Gives a user a quota, bytes; null: none. */
  setQuota(username: string, bytes: number | null): Promise<void>;
  /** Changes what the server tells its clients, on every worker. */
  announce(changes: Partial<Announcements>): Promise<void>;
  /** Storage of another appliance, which has no account of this name any more. */
  formerNode: string;
  /** The mails that the server has sent, newest last, as text. */
  mails(): Promise<string[]>;
}

/** A story's persons, devices and what they remember from one chapter to the next. */
export interface World extends Place {
  profile: ClientProfile;
  account: string;
  password: string;
  /** All devices by name. */
  devices: Map<string, LegacyClient>;
  /** A place for ids and the like. */
  memory: Map<string, string>;
}

/** One thing that happens. */
export interface Step {
  name: string;
  run(world: World): Promise<void>;
}

/** Several that belong together. */
export interface Chapter {
  name: string;
  steps: Step[];
}

/** Pairing that asks more often than clients do, and as long as a loaded machine needs. */
export const quickTimes: PairingTimes = { poll: 10, tries: 3000, firstTries: 3000, lastTries: 3000 };

export const step = (name: string, run: (world: World) => Promise<void>): Step => ({ name, run });

/** A device that was made before. */
export function device(world: World, name: string): LegacyClient {
  const found = world.devices.get(name);
  if (!found) throw new Error(`there is no device ${name}; an earlier step has failed`);
  return found;
}

/** Makes a device that knows account, password and server. */
export function makeDevice(world: World, name: string, recoveryKey?: Buffer): LegacyClient {
  const { serverUrl, account, password, profile } = world;
  const made = new LegacyClient(profile, { serverUrl, account, password, recoveryKey });
  world.devices.set(name, made);
  return made;
}

/** Requests of nobody in particular. */
export function stranger(world: World): Requests {
  return new Requests(world.profile.userAgent);
}

/** What a device has asked since `from`, as `METHOD path status`, without its origin and with the user's name as U. */
export function asked(client: LegacyClient, from = 0): string[] {
  const { username } = client.session;
  return client.requests.trace.slice(from).map(({ method, url, status }) => {
    const path = url
      .replace(/^https?:\/\/[^/]+/, '')
      .replaceAll(username, 'U')
      .replaceAll(client.guid, 'GUID')
      .replace(/newer=[\d.]+/, 'newer=T')
      .replace(/ids=[^&]+/, 'ids=IDS');
    return `${method} ${path} ${status}`;
  });
}

/**
 * Waits until every worker answers a request as it should; each hears of a change a moment after the one that was told. Asks
 * on many connections at once, since a proxy gives one that follows another to the same worker.
 */
async function everywhere(
  world: World,
  path: string,
  headers: Record<string, string>,
  isRight: (answer: Answer) => boolean,
): Promise<void> {
  for (;;) {
    const asking = Array.from({ length: 12 }, async () => {
      const requests = stranger(world);
      const answer = await requests.send('GET', world.serverUrl + path, headers);
      requests.close();
      return answer;
    });
    if ((await Promise.all(asking)).every(isRight)) return;
    await sleep(50);
  }
}

const basic = (username: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
});

/** Waits until no worker takes a password any more. */
export const forgottenEverywhere = (world: World, username: string, password: string): Promise<void> =>
  everywhere(world, `1.1/${username}/info/collections`, basic(username, password), ({ status }) => status === 401);

/** Gives a user a quota, bytes, and waits until all workers count by it. */
export async function setQuotaEverywhere(world: World, { session }: LegacyClient, bytes: number | null): Promise<void> {
  const { username, password } = session;
  await world.setQuota(username, bytes);
  const allowed = bytes === null ? null : bytes / 1024;
  const isRight = ({ status, body }: Answer) => status === 200 && JSON.parse(body)[1] === allowed;
  await everywhere(world, `1.1/${username}/info/quota`, basic(username, password), isRight);
}

/** Waits until all workers have heard what clients are to be told. */
export const heardEverywhere = (world: World, isRight: (answer: Answer) => boolean): Promise<void> =>
  everywhere(world, '1.1/nobody/info/collections', {}, isRight);

/** Ends all devices' connections. */
export function leave(world: World): void {
  for (const client of world.devices.values()) client.close();
}
