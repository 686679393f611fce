import { randomBytes } from 'node:crypto';
import type { ClientProfile } from './client-profiles.ts';
import { type EngineCounts, syncEngine } from './engine-sync.ts';
import { type Item, LocalEngine } from './local-engine.ts';
import { encodeAgain, showRecoveryKey, usernameOf } from './names.ts';
import type { Credentials } from './pairing-client.ts';
import { decrypt, type Encrypted, encrypt, type KeyPair, randomKeys, syncKeyPair } from './record-crypto.ts';
import { Requests } from './requests.ts';
import { StorageSession } from './storage-session.ts';
import { type FailureKind, SyncFailure } from './sync-failure.ts';

/** Plaintext of meta/global (sync11.md §2.8). */
interface MetaGlobal {
  syncID: string;
  storageVersion: number;
  engines: Record<string, { version: number; syncID: string }>;
}

/** Stamps of all collections. */
type Info = Record<string, number>;

/** What a sync did. */
export interface SyncReport {
  engines: Record<string, EngineCounts>;
  /** Engines that failed while the others went on. */
  failures: Record<string, FailureKind>;
}

const storageVersion = 5;
const clientTtl = 21 * 86_400;
const newSyncId = () => randomBytes(9).toString('base64url');

/** A device with Sync 1.1: it does what Pale Moon and old Firefox do, request by request (sync11.md §4.4, §4.5). */
export class LegacyClient {
  readonly profile: ClientProfile;
  readonly requests: Requests;
  readonly account: string;
  readonly session: StorageSession;
  readonly guid = randomBytes(9).toString('base64url');
  readonly engines: Map<string, LocalEngine>;
  readonly clients: LocalEngine;
  recoveryKey: Buffer;
  #isLoggedIn = false;
  #syncId = '';
  #meta: { modified: number; payload: MetaGlobal } | undefined;
  #keys: { modified: number; pair: KeyPair } | undefined;
  #hasPinged = false;

  /** @param recoveryKey - Of another device; without it a new one is made. */
  constructor(
    profile: ClientProfile,
    options: { serverUrl: string; account: string; password: string; recoveryKey?: Buffer; requests?: Requests },
  ) {
    this.profile = profile;
    this.requests = options.requests ?? new Requests(profile.userAgent);
    this.account = options.account;
    this.session = new StorageSession(this.requests, options.serverUrl, usernameOf(options.account), options.password);
    this.recoveryKey = options.recoveryKey ?? randomBytes(16);
    this.engines = new Map(profile.engines.map((engine) => [engine.name, new LocalEngine(engine)]));
    this.clients = new LocalEngine({ name: 'clients', version: 1, ttl: clientTtl });
    this.clients.set(this.guid, this.#ownRecord());
  }

  engine(name: string): LocalEngine {
    const engine = this.engines.get(name);
    if (!engine) throw new Error(`this client has no engine ${name}`);
    return engine;
  }

  /** What a new device needs, as pairing sends it. */
  credentials(): Credentials {
    const { password, serverUrl } = this.session;
    return {
      account: this.account,
      password,
      synckey: showRecoveryKey(this.recoveryKey).replaceAll('-', ''),
      serverURL: serverUrl,
    };
  }

  /** The browser is closed and started: the password manager gives the password back, encoded once more (sync11.md §1.7). */
  restart(): void {
    this.#isLoggedIn = false;
    this.session.password = encodeAgain(this.session.password);
  }

  /**
   * Makes sure that name, password and recovery key fit, and that the server's data is one this client understands.
   *
   * @throws {SyncFailure}
   */
  async login(): Promise<void> {
    if (this.session.clusterUrl === null) await this.session.findNode();
    let answer = await this.session.ask('GET', 'info/collections');
    if (answer.status === 401 || answer.status === 404) {
      if (!(await this.session.findNode())) throw new SyncFailure('login-rejected', answer.status);
      answer = await this.session.ask('GET', 'info/collections');
      if (answer.status === 401) throw new SyncFailure('login-rejected', 401);
    }
    if (answer.status !== 200) throw new SyncFailure('server-maintenance', answer.status);
    await this.#remoteSetup(JSON.parse(answer.body) as Info);
    this.#isLoggedIn = true;
  }

  /** Connects a device to an account that has data: what the set-up dialog does before the first sync. */
  async connect(): Promise<void> {
    await this.login();
    const { body } = await this.session.get('info/collections');
    await this.#remoteSetup(JSON.parse(body) as Info, true);
  }

  /**
   * Syncs everything. One engine's failure leaves the others alone, unless the server wants to be left in peace.
   *
   * @throws {SyncFailure}
   */
  async sync(): Promise<SyncReport> {
    if (!this.#isLoggedIn) await this.login();
    const report: SyncReport = { engines: {}, failures: {} };
    try {
      const ping = this.#hasPinged ? '' : `?v=${this.profile.version}`;
      const info = JSON.parse((await this.session.get(`info/collections${ping}`)).body) as Info;
      this.#hasPinged = true;
      await this.#remoteSetup(info);
      let metaChanged = false;
      for (const engine of [this.clients, ...this.engines.values()]) {
        try {
          if (await this.#startEngine(engine)) metaChanged = true;
          report.engines[engine.name] = await syncEngine(this.session, engine, this.#pair(), info[engine.name]);
          if (engine === this.clients) await this.#obeyCommands();
        } catch (error) {
          if (!(error instanceof SyncFailure) || !['engine', 'over-quota'].includes(error.kind)) throw error;
          report.failures[engine.name] = error.kind;
        }
      }
      if (metaChanged) await this.#putMeta(this.#meta!.payload);
      return report;
    } catch (error) {
      if (error instanceof SyncFailure && error.kind === 'logged-out') {
        this.#isLoggedIn = false;
        this.session.clusterUrl = null;
      }
      throw error;
    }
  }

  /** Deletes an engine's data on the server and tells all other devices to delete theirs (sync11.md §4.4). */
  async wipeOthers(names: string[]): Promise<void> {
    await this.session.get('info/collections');
    for (const name of names) {
      await this.session.delete(`storage/${name}`);
      this.engine(name).reset();
    }
    for (const client of this.clients.items.values()) {
      if (client.id === this.guid) continue;
      const commands = names.map((name) => ({ command: 'wipeEngine', args: [name] }));
      this.clients.set(client.id, { ...client, commands: [...(client.commands as object[]), ...commands] });
    }
    await syncEngine(this.session, this.clients, this.#pair(), undefined);
  }

  /**
   * Changes the password. The server's refusal is returned as its body.
   *
   * @returns Undefined when it was changed.
   */
  async changePassword(password: string): Promise<string | undefined> {
    const answer = await this.session.user('POST', '/password', password);
    if (answer.status !== 200) return answer.body;
    this.session.password = password;
    return undefined;
  }

  /** Makes a new recovery key: everything on the server is deleted and uploaded anew. */
  async changeRecoveryKey(): Promise<void> {
    this.recoveryKey = randomBytes(16);
    await this.#freshStart();
  }

  /** What the quota dialog shows: used and allowed, and each collection's share, in KiB. */
  async quota(): Promise<{ used: number; allowed: number | null; usage: Record<string, number> }> {
    const [used, allowed] = JSON.parse((await this.session.get('info/quota')).body) as [number, number | null];
    const usage = JSON.parse((await this.session.get('info/collection_usage')).body) as Record<string, number>;
    return { used, allowed, usage };
  }

  /** Disconnects this device. */
  async unlink(): Promise<void> {
    await this.session.delete(`storage/clients/${this.guid}`);
    this.#isLoggedIn = false;
  }

  close(): void {
    this.requests.close();
  }

  async #remoteSetup(info: Info, again = false): Promise<void> {
    if (again || this.#meta === undefined || (info.meta ?? 0) > this.#meta.modified) {
      if (!(await this.#getMeta())) return this.#freshStart();
    }
    const { payload } = this.#meta!;
    if (payload.storageVersion > storageVersion) throw new SyncFailure('upgrade-needed');
    if (payload.storageVersion < storageVersion) return this.#freshStart();
    if (payload.syncID !== this.#syncId) {
      this.#resetAll();
      this.#syncId = payload.syncID;
      await this.#getMeta();
    }
    if (this.#keys === undefined || (info.crypto ?? 0) > this.#keys.modified) await this.#getKeys();
  }

  async #getMeta(): Promise<boolean> {
    const answer = await this.session.ask('GET', 'storage/meta/global');
    if (answer.status === 404) return false;
    if (answer.status === 401) throw new SyncFailure('logged-out', 401);
    if (answer.status !== 200) throw new SyncFailure('server-maintenance', answer.status);
    const { modified, payload } = JSON.parse(answer.body) as { modified: number; payload: string };
    this.#meta = { modified, payload: JSON.parse(payload) as MetaGlobal };
    return true;
  }

  /** Writes meta/global; gives its stamp. */
  async #putMeta(payload: MetaGlobal): Promise<number> {
    const record = { id: 'global', payload: JSON.stringify(payload) };
    return Number((await this.session.put('storage/meta/global', record)).headers['x-weave-timestamp']);
  }

  async #getKeys(): Promise<void> {
    const { body } = await this.session.get('storage/crypto/keys');
    const { modified, payload } = JSON.parse(body) as { modified: number; payload: string };
    let keys: { default: [string, string] };
    try {
      keys = decrypt(syncKeyPair(this.recoveryKey, this.session.username), JSON.parse(payload) as Encrypted);
    } catch {
      throw new SyncFailure('wrong-recovery-key');
    }
    const [encryption, hmac] = keys.default.map((key) => Buffer.from(key, 'base64')) as [Buffer, Buffer];
    if (this.#keys && !this.#keys.pair.encryption.equals(encryption)) this.#resetAll();
    this.#keys = { modified, pair: { encryption, hmac } };
  }

  /** Nobody has synced here yet, or not with what this client understands: everything is deleted and begun anew. */
  async #freshStart(): Promise<void> {
    this.#resetAll();
    this.#syncId = newSyncId();
    await this.session.delete('storage', { 'X-Confirm-Delete': '1' });
    const payload = { syncID: this.#syncId, storageVersion, engines: {} };
    this.#meta = { modified: await this.#putMeta(payload), payload };
    const pair = randomKeys();
    const cleartext = {
      id: 'keys',
      collection: 'crypto',
      default: [pair.encryption.toString('base64'), pair.hmac.toString('base64')],
      collections: {},
    };
    const encrypted = encrypt(syncKeyPair(this.recoveryKey, this.session.username), cleartext);
    const put = await this.session.put('storage/crypto/keys', { id: 'keys', payload: JSON.stringify(encrypted) });
    const info = JSON.parse((await this.session.get('info/collections')).body) as Info;
    if (!(info.crypto! >= Number(put.headers['x-weave-timestamp']))) throw new SyncFailure('keys-changed');
    this.#keys = undefined;
    await this.#getKeys();
    if (!this.#pair().encryption.equals(pair.encryption)) throw new SyncFailure('keys-changed');
  }

  // True when meta/global has to be written: the server had nothing of this engine.
  async #startEngine(engine: LocalEngine): Promise<boolean> {
    const { engines } = this.#meta!.payload;
    const remote = engines[engine.name];
    if (remote && remote.version > engine.profile.version) throw new SyncFailure('engine');
    if (!remote || remote.version < engine.profile.version) {
      await this.session.delete(`storage/${engine.name}`);
      engine.syncId = newSyncId();
      engine.reset();
      engines[engine.name] = { version: engine.profile.version, syncID: engine.syncId };
      return true;
    }
    if (remote.syncID !== engine.syncId) {
      engine.syncId = remote.syncID;
      engine.reset();
    }
    return false;
  }

  async #obeyCommands(): Promise<void> {
    const own = this.clients.items.get(this.guid);
    const commands = (own?.commands ?? []) as { command: string; args: string[] }[];
    if (commands.length === 0) return;
    for (const { command, args } of commands) {
      if (command === 'wipeEngine') for (const name of args) this.engines.get(name)?.wipe();
      if (command === 'resetEngine') for (const name of args) this.engines.get(name)?.reset();
    }
    this.clients.set(this.guid, this.#ownRecord());
    await syncEngine(this.session, this.clients, this.#pair(), undefined);
  }

  #ownRecord(): Item {
    return { id: this.guid, name: `${this.profile.name} on Linux`, type: 'desktop', commands: [], protocols: ['1.1'] };
  }

  #pair(): KeyPair {
    return this.#keys!.pair;
  }

  #resetAll(): void {
    for (const engine of [this.clients, ...this.engines.values()]) engine.reset();
  }
}
