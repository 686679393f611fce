import { type Bytes, concat } from '../client/bytes.ts';
import { expandLabel, hashLength, hmac, sha256, verifyHmac } from './primitives.ts';

const zeros = new Uint8Array(hashLength);
const empty = new Uint8Array(0);

/** The traffic secrets of one stage; each direction has its own. */
export interface TrafficSecrets {
  client: Bytes;
  server: Bytes;
  /** What the next stage starts from. */
  next: Bytes;
}

/** Derive-Secret (RFC 8446 §7.1) over the given handshake messages. */
const deriveSecret = async (secret: Bytes, label: string, transcript: Bytes): Promise<Bytes> =>
  expandLabel(secret, label, await sha256(transcript), hashLength);

/**
 * First stage: what both sides know before a message is sent.
 *
 * @param psk - The channel key.
 * @returns The key of the ClientHello's binder, and the start of the next stage.
 */
export async function earlySecrets(psk: Bytes): Promise<{ binderKey: Bytes; next: Bytes }> {
  const early = await hmac(zeros, psk);
  return {
    binderKey: await deriveSecret(early, 'ext binder', empty),
    next: await deriveSecret(early, 'derived', empty),
  };
}

/**
 * Second stage. `psk_ke` has no Diffie-Hellman share, so zeros take its place.
 *
 * @param transcript - ClientHello and ServerHello.
 */
export async function handshakeSecrets(start: Bytes, transcript: Bytes): Promise<TrafficSecrets> {
  const secret = await hmac(start, zeros);
  return trafficSecrets(secret, 'hs', transcript);
}

/**
 * Last stage.
 *
 * @param transcript - ClientHello up to the server's Finished.
 */
export async function applicationSecrets(start: Bytes, transcript: Bytes): Promise<TrafficSecrets> {
  const secret = await hmac(start, zeros);
  return trafficSecrets(secret, 'ap', transcript);
}

async function trafficSecrets(secret: Bytes, stage: 'hs' | 'ap', transcript: Bytes): Promise<TrafficSecrets> {
  return {
    client: await deriveSecret(secret, `c ${stage} traffic`, transcript),
    server: await deriveSecret(secret, `s ${stage} traffic`, transcript),
    next: await deriveSecret(secret, 'derived', empty),
  };
}

/** The MAC of a Finished message or of a binder (RFC 8446 §4.4.4) over the given handshake messages. */
export async function finishedMac(baseKey: Bytes, transcript: Bytes): Promise<Bytes> {
  return hmac(await expandLabel(baseKey, 'finished', empty, hashLength), await sha256(transcript));
}

/** Checks such a MAC in constant time. */
export async function verifyFinishedMac(baseKey: Bytes, mac: Bytes, transcript: Bytes): Promise<boolean> {
  return verifyHmac(await expandLabel(baseKey, 'finished', empty, hashLength), mac, await sha256(transcript));
}

/** The handshake messages so far, in order, both directions. */
export class Transcript {
  #bytes: Bytes = empty;

  add(message: Bytes): void {
    this.#bytes = concat(this.#bytes, message);
  }

  get bytes(): Bytes {
    return this.#bytes;
  }
}
