import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Jpake, JpakeError, type RoundOne, type RoundTwo, type SharedKeys } from './jpake/jpake.ts';
import { decrypt, type Encrypted, encrypt } from './record-crypto.ts';
import type { Requests } from './requests.ts';

/** What the new device is given (sync11.md §3.4). */
export interface Credentials {
  account: string;
  password: string;
  synckey: string;
  serverURL: string;
}

/** Why a pairing has ended, in the words that are reported (sync11.md §3.3). */
export class PairingError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`jpake.error.${code}`);
    this.code = code;
  }
}

/** How patient a client is; milliseconds and numbers of polls. */
export interface PairingTimes {
  poll: number;
  tries: number;
  firstTries: number;
  lastTries: number;
}

/** As clients have it (sync11.md §4.2). */
export const clientTimes: PairingTimes = { poll: 1000, tries: 10, firstTries: 300, lastTries: 300 };

const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';
const checkValue = '0123456789ABCDEF';
const unreported = new Set(['channel', 'network', 'nodata']);

/** One device's side of "Pair a device": it takes turns with the other one in a channel of the key exchange. */
export class PairingClient {
  readonly #requests: Requests;
  readonly #base: string;
  readonly #times: PairingTimes;
  readonly #id = randomBytes(128).toString('hex');
  #channel = '';
  #secret = '';
  #myTag: string | undefined;
  #theirTag: string | undefined;
  #aborted = false;

  /** @param base - Preference services.sync.jpake.serverURL, with its final slash. */
  constructor(requests: Requests, base: string, times: PairingTimes = clientTimes) {
    this.#requests = requests;
    this.#base = base;
    this.#times = times;
  }

  /**
   * The new device: shows a PIN, then waits for what the other one sends.
   *
   * @throws {PairingError}
   */
  receive(onPin: (pin: string) => void): Promise<Credentials> {
    return this.#reporting(async () => {
      await this.#open();
      this.#secret = Array.from(randomBytes(8), (byte) => alphabet[byte % 32]).join('');
      const jpake = new Jpake('receiver', 'sender');
      await this.#put('receiver1', jpake.roundOne());
      // Shown a moment earlier, but nobody types faster than this.
      onPin(this.#secret + this.#channel);
      const one = await this.#get<RoundOne>('sender1', this.#times.firstTries);
      await this.#put(
        'receiver2',
        checked(() => jpake.roundTwo(one, this.#secret)),
      );
      const two = await this.#get<RoundTwo>('sender2');
      const keys = checked(() => jpake.keys(two));
      await this.#put('receiver3', encryptCheckValue(keys));
      const last = await this.#get<Encrypted>('sender3', this.#times.lastTries);
      return checked(() => decrypt<Credentials>(keys, last));
    });
  }

  /**
   * The device that has the account: its owner types the PIN.
   *
   * @throws {PairingError}
   */
  send(pin: string, credentials: Credentials): Promise<void> {
    return this.#reporting(async () => {
      this.#secret = pin.slice(0, 8);
      this.#channel = pin.slice(8);
      const jpake = new Jpake('sender', 'receiver');
      const one = await this.#get<RoundOne>('receiver1');
      await this.#put('sender1', jpake.roundOne());
      const two = await this.#get<RoundTwo>('receiver2');
      await this.#put(
        'sender2',
        checked(() => jpake.roundTwo(one, this.#secret)),
      );
      const check = await this.#get<Omit<Encrypted, 'hmac'>>('receiver3');
      const keys = checked(() => jpake.keys(two));
      if (!holdsCheckValue(keys, check)) throw new PairingError('keymismatch');
      await this.#put('sender3', encrypt(keys, credentials));
    });
  }

  /** The owner closes the dialog. */
  abort(): void {
    this.#aborted = true;
  }

  async #open(): Promise<void> {
    const answer = await this.#ask('GET', 'new_channel', {});
    if (answer.status !== 200) throw new PairingError('channel');
    this.#channel = JSON.parse(answer.body);
    if (!/^[a-z0-9]{4}$/.test(this.#channel)) throw new PairingError('channel');
  }

  async #put(type: string, payload: object): Promise<void> {
    const condition: Record<string, string> =
      this.#theirTag === undefined ? { 'If-None-Match': '*' } : { 'If-Match': this.#theirTag };
    const body = JSON.stringify({ type, payload, version: 3 });
    const headers = { ...condition, 'Content-Type': 'application/json; charset=utf-8' };
    const answer = await this.#ask('PUT', this.#channel, headers, body);
    if (answer.status !== 200 || answer.headers.etag === undefined) throw new PairingError('server');
    this.#myTag = answer.headers.etag;
    // There's no point in asking at once: somebody has to answer first.
    await this.#wait(this.#times.poll * 2);
  }

  async #get<T>(type: string, maxTries = this.#times.tries): Promise<T> {
    for (let tries = 1; ; tries++) {
      const answer = await this.#ask(
        'GET',
        this.#channel,
        this.#myTag === undefined ? {} : { 'If-None-Match': this.#myTag },
      );
      if (answer.status === 304) {
        if (tries >= maxTries) throw new PairingError('timeout');
        await this.#wait(this.#times.poll);
        continue;
      }
      if (answer.status === 404) throw new PairingError('nodata');
      if (answer.status !== 200 || answer.headers.etag === undefined) throw new PairingError('server');
      this.#theirTag = answer.headers.etag;
      const message = checked(() => JSON.parse(answer.body) as { type: string; payload: T });
      if (message.type !== type) throw new PairingError('wrongmessage');
      return message.payload;
    }
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms);
    if (this.#aborted) throw new PairingError('userabort');
  }

  #ask(method: string, path: string, headers: Record<string, string>, body?: string) {
    return this.#requests.send(method, this.#base + path, { 'X-KeyExchange-Id': this.#id, ...headers }, body);
  }

  async #reporting<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const failure = error instanceof PairingError ? error : new PairingError('network');
      if (!unreported.has(failure.code)) {
        await this.#ask('POST', 'report', { 'X-KeyExchange-Cid': this.#channel, 'X-KeyExchange-Log': failure.message });
      }
      throw failure;
    }
  }
}

function checked<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new PairingError(error instanceof JpakeError ? 'wrongmessage' : 'invalid');
  }
}

// Without an HMAC, as clients have it.
function encryptCheckValue({ encryption }: SharedKeys): Omit<Encrypted, 'hmac'> {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', encryption, iv);
  const ciphertext = Buffer.concat([cipher.update(checkValue, 'ascii'), cipher.final()]).toString('base64');
  return { ciphertext, IV: iv.toString('base64') };
}

function holdsCheckValue({ encryption }: SharedKeys, { ciphertext, IV }: Omit<Encrypted, 'hmac'>): boolean {
  try {
    const decipher = createDecipheriv('aes-256-cbc', encryption, Buffer.from(IV, 'base64'));
    return Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()]).toString('ascii') === checkValue;
  } catch {
    return false;
  }
}
