import { type Bytes, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { hkdf, namespace } from './hkdf.ts';

/** The two keys that a collection's records are sealed with. Neither can be read out again. */
export interface SyncKeyBundle {
  encryption: CryptoKey;
  hmac: CryptoKey;
}

/**
 * Makes a bundle of 64 bytes: AES key first, then HMAC key.
 *
 * @throws {RangeError} When they are not 64 bytes.
 */
export async function importSyncKeys(bytes: Bytes): Promise<SyncKeyBundle> {
  if (bytes.length !== 64) throw new RangeError('a key bundle has 64 bytes');
  const [encryption, hmac] = await Promise.all([
    crypto.subtle.importKey('raw', bytes.slice(0, 32), 'AES-CBC', false, ['encrypt', 'decrypt']),
    crypto.subtle.importKey('raw', bytes.slice(32), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']),
  ]);
  return { encryption, hmac };
}

/** What kB gives for Sync (accounts.md §4.6, oldsync); kB itself can be dropped. */
export interface RootKeys {
  /** Seals `crypto/keys` and the keys of devices. */
  bundle: SyncKeyBundle;
  /** Names kB without telling it, in X-KeyID and in devices' commands: 16 bytes. */
  fingerprint: Bytes;
}

/** Derives the root keys of an account. */
export async function rootKeys(kB: Bytes): Promise<RootKeys> {
  const bundle = await importSyncKeys(await hkdf(kB, `${namespace}oldsync`, 64));
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', kB)).slice(0, 16);
  return { bundle, fingerprint };
}

/** Payload of a record that is sealed: ciphertext and IV in base64, the HMAC over the ciphertext's base64 text in hex. */
interface SealedPayload {
  ciphertext: string;
  IV: string;
  hmac: string;
}

/** A payload that these keys don't open: it was sealed with others, or changed on its way. */
export class SealBrokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealBrokenError';
  }
}

/**
 * Opens a record's payload.
 *
 * @param payload - JSON text, as the server keeps it.
 * @returns The clear text, JSON of the engine.
 * @throws {SealBrokenError} When it is no sealed payload, or not sealed with these keys. The HMAC is checked first.
 */
export async function openPayload({ encryption, hmac }: SyncKeyBundle, payload: string): Promise<string> {
  const sealed = parseSealed(payload);
  const isGenuine = await crypto.subtle.verify('HMAC', hmac, fromHex(sealed.hmac), utf8(sealed.ciphertext));
  if (!isGenuine) throw new SealBrokenError('sealed with other keys');
  const algorithm = { name: 'AES-CBC', iv: fromBase64(sealed.IV) };
  const clear = await crypto.subtle.decrypt(algorithm, encryption, fromBase64(sealed.ciphertext));
  return new TextDecoder().decode(clear);
}

function parseSealed(payload: string): SealedPayload {
  let parsed: Partial<SealedPayload> | null;
  try {
    parsed = JSON.parse(payload);
  } catch {
    throw new SealBrokenError('no JSON');
  }
  const { ciphertext, IV, hmac } = parsed ?? {};
  if (typeof ciphertext !== 'string' || typeof IV !== 'string' || !/^[0-9a-f]{64}$/i.test(hmac ?? '')) {
    throw new SealBrokenError('not sealed');
  }
  return { ciphertext, IV, hmac: hmac! };
}

/** Seals a clear text as every Firefox does, with a fresh IV. Gives the payload. */
export async function sealPayload({ encryption, hmac }: SyncKeyBundle, clear: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(16));
  const encrypted = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, encryption, utf8(clear));
  const ciphertext = toBase64(new Uint8Array(encrypted));
  const mac = await crypto.subtle.sign('HMAC', hmac, utf8(ciphertext));
  return JSON.stringify({ ciphertext, IV: toBase64(iv), hmac: toHex(new Uint8Array(mac)) });
}
