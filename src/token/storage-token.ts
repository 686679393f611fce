import { createHmac } from 'node:crypto';
import { hkdf } from '../crypto/hkdf.ts';
import { randomHex } from '../crypto/random.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { formatKeyId } from './request/parse-key-id.ts';
import type { ResolvedUser } from './resolve-user.ts';

/** What a client gets for its access token (sync15.md §17.8). */
export interface StorageToken {
  /** Hawk id. */
  id: string;
  /** Hawk key. */
  key: string;
  uid: number;
  api_endpoint: string;
  /** Seconds. */
  duration: number;
  hashalg: 'sha256';
  hashed_fxa_uid: string;
  hashed_device_id: string;
  node_type: string;
}

/** Makes a storage token. `fxaUid` is the account's uid, `duration` in seconds, `now` in ms. */
export type StorageTokenMaker = (
  user: ResolvedUser,
  options: { fxaUid: string; duration: number; now: number },
) => StorageToken;

/**
 * Prepares the making of storage tokens.
 *
 * @param masterSecrets - Newest first; the newest signs.
 * @param nodeType - Name of the database, told to clients for their telemetry.
 */
export function storageTokenMaker(masterSecrets: string[], nodeType: string): StorageTokenMaker {
  const signer = tokenSigner(masterSecrets[0]!);
  // From the oldest secret, so that the names in clients' telemetry outlive a change of secret.
  const metricsSecret = hkdf(masterSecrets.at(-1)!, '', 'foxden/v1/token-metrics', 32);
  return (user, { fxaUid, duration, now }) => {
    const hashedFxaUid = metricsHash(metricsSecret, fxaUid);
    const hashedDeviceId = metricsHash(metricsSecret, `${hashedFxaUid}none`);
    const { id, key } = signer.make({
      node: user.node,
      fxa_kid: formatKeyId(user.key.keysChangedAt ?? user.key.generation ?? 0n, user.key.clientState),
      fxa_uid: fxaUid,
      hashed_device_id: hashedDeviceId,
      hashed_fxa_uid: hashedFxaUid,
      expires: Math.floor(now / 1000) + duration,
      uid: user.uid,
      salt: randomHex(3),
      ...(user.quotaBytes === undefined ? {} : { quota_bytes: user.quotaBytes }),
      ...(user.revocations === 0 ? {} : { revocations: user.revocations }),
      ...(user.device === null ? {} : { device: user.device }),
    });
    return {
      id,
      key,
      uid: user.uid,
      api_endpoint: user.endpoint,
      duration,
      hashalg: 'sha256',
      hashed_fxa_uid: hashedFxaUid,
      hashed_device_id: hashedDeviceId,
      node_type: nodeType,
    };
  };
}

/**
 * Names a user in telemetry without telling who it is: half an HMAC (sync15.md §17.8).
 *
 * @returns 32 hex characters.
 */
export function metricsHash(metricsSecret: string | Uint8Array, text: string): string {
  return createHmac('sha256', metricsSecret).update(text).digest('hex').slice(0, 32);
}
