import { type Bytes, concat, utf8 } from './bytes.ts';
import { hkdf } from './hkdf.ts';

/**
 * Encrypts a message to one receiver as Web Push does (RFC 8291, aes128gcm), in a single record however long it is.
 *
 * @param publicKey - The receiver's P-256 point, uncompressed: 65 bytes.
 * @param authSecret - The receiver's, 16 bytes.
 * @throws {DOMException} When the key is no point of the curve.
 */
export async function encryptPushMessage(plain: Bytes, publicKey: Bytes, authSecret: Bytes): Promise<Bytes> {
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const receiver = await crypto.subtle.importKey('raw', publicKey, curve, false, []);
  const own = (await crypto.subtle.generateKey(curve, false, ['deriveBits'])) as CryptoKeyPair;
  const ownPublic = new Uint8Array(await crypto.subtle.exportKey('raw', own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: receiver }, own.privateKey, 256);
  const keyInfo = concat(utf8('WebPush: info\0'), publicKey, ownPublic);
  const ikm = await hkdf(new Uint8Array(shared), keyInfo, 32, authSecret);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const contentKey = await hkdf(ikm, 'Content-Encoding: aes128gcm\0', 16, salt);
  const nonce = await hkdf(ikm, 'Content-Encoding: nonce\0', 12, salt);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  // The byte behind the plain text marks the last record.
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, concat(plain, Uint8Array.of(2)));
  const head = new DataView(new ArrayBuffer(5));
  head.setUint32(0, Math.max(sealed.byteLength, 18));
  head.setUint8(4, ownPublic.length);
  return concat(salt, new Uint8Array(head.buffer), ownPublic, new Uint8Array(sealed));
}
