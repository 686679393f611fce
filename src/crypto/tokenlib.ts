import { createHmac, timingSafeEqual } from 'node:crypto';
import { hkdf } from './hkdf.ts';

/** Payload of a storage token (sync15.md §8.1). `expires` is Unix seconds, `salt` an ASCII string. */
export interface StorageTokenPayload {
  node: string;
  uid: number;
  expires: number;
  salt: string;
  fxa_uid?: string;
  fxa_kid?: string;
  hashed_fxa_uid?: string;
  hashed_device_id?: string;
  /** Foxden's own: bytes that this user may store, null for any number; absent: the general quota. */
  quota_bytes?: number | null;
  /** Foxden's own: how often the account's tokens had been revoked when this one was made; absent: never. */
  revocations?: number;
  /** Foxden's own: id of the device that the token was made for; absent: none is known. */
  device?: string;
}

const signatureBytes = 32;

/** A master secret with its signing key derived once (sync15.md §8.1 point 4). */
export interface TokenSigner {
  /**
   * Signs a payload.
   *
   * @returns `id`, the Hawk id; `key`, the text that clients use as Hawk key.
   */
  make(payload: StorageTokenPayload): { id: string; key: string };
  /**
   * Checks the signature of a Hawk id. Expiry and node are the caller's business.
   *
   * @returns Payload and Hawk key, or undefined when the id isn't one of ours.
   */
  open(id: string): { payload: StorageTokenPayload; key: string } | undefined;
}

/**
 * Makes the signer of one master secret.
 *
 * @param masterSecret - The secret; its UTF-8 bytes are the key material, hex is not decoded.
 */
export function tokenSigner(masterSecret: string): TokenSigner {
  const signingKey = hkdf(masterSecret, '', 'services.mozilla.com/tokenlib/v1/signing', 32);
  const sign = (payload: Uint8Array) => createHmac('sha256', signingKey).update(payload).digest();
  const deriveKey = (id: string, salt: string) =>
    paddedBase64url(hkdf(masterSecret, salt, `services.mozilla.com/tokenlib/v1/derive/${id}`, 32));
  return {
    make(payload) {
      const bytes = Buffer.from(JSON.stringify(payload));
      const id = paddedBase64url(Buffer.concat([bytes, sign(bytes)]));
      return { id, key: deriveKey(id, payload.salt) };
    },
    open(id) {
      const bytes = Buffer.from(id, 'base64url');
      const payloadBytes = bytes.subarray(0, -signatureBytes);
      if (payloadBytes.length === 0) return undefined;
      if (!timingSafeEqual(bytes.subarray(-signatureBytes), sign(payloadBytes))) return undefined;
      const payload = parsePayload(payloadBytes);
      // The key is derived from the id as the server wrote it, with padding, even if the client dropped that.
      return payload && { payload, key: deriveKey(paddedBase64url(bytes), payload.salt) };
    },
  };
}

function parsePayload(bytes: Buffer): StorageTokenPayload | undefined {
  try {
    const payload = JSON.parse(bytes.toString()) as StorageTokenPayload;
    const { node, uid, expires, salt } = payload;
    if (typeof node !== 'string' || typeof salt !== 'string') return undefined;
    return Number.isSafeInteger(uid) && Number.isFinite(expires) ? payload : undefined;
  } catch {
    return undefined;
  }
}

function paddedBase64url(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
