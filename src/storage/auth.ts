import type { Request } from 'express';
import { hawkPayloadHash, verifyHawkMac } from '../crypto/hawk.ts';
import { type HmacKey, hmacKey } from '../crypto/hmac.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { parseAuthorization } from '../http/auth/authorization.ts';
import { someHawkRequest } from '../http/auth/hawk-origins.ts';
import { StorageError } from '../http/errors/storage-error.ts';
import { LruMap } from '../http/lru-map.ts';
import type { StorageContext } from './context.ts';

/** A storage token whose signature has been checked. `expires` is Unix seconds. */
interface OpenedToken {
  uid: number;
  node: string;
  expires: number;
  key: HmacKey;
  quotaBytes: number | null;
  accountUid: string;
  revocations: number;
  device: string | null;
}

/** What a valid Hawk header tells. */
export interface Credentials {
  uid: number;
  /** Hawk hash of the body, for {@link checkPayloadHash}, if the client has sent one. */
  hash: string | undefined;
  /** Bytes that the user may store; null: any number. */
  quotaBytes: number | null;
  /** Id of the device that the token was made for; null when it names none. */
  device: string | null;
}

/** Checks who sends a request to the storage of `uid`. */
export type Authenticate = (request: Request, uid: number, options?: { graceSeconds?: number }) => Credentials;

const openTokens = 4000;

/**
 * Makes the check of storage's Hawk headers (sync15.md §8). Opened tokens are kept, so that a request costs one HMAC.
 *
 * @returns A function that gives the credentials, or throws StorageError: 401 for anything wrong with header, token,
 *   node, expiry, MAC or revocation; 400 when the token belongs to another uid than the URL; 503 when revocations can't be told. `graceSeconds` lets tokens pass that
 *   have expired no longer ago.
 */
export function createAuthenticate({
  config,
  secrets,
  revocations,
  now,
}: Omit<StorageContext, 'storage' | 'downloads' | 'announcer'>): Authenticate {
  const signers = secrets.masterSecrets.map(tokenSigner);
  const nodes = new Set([config.publicUrl, `${config.publicUrl}/storage`]);
  const opened = new LruMap<string, OpenedToken>(openTokens);

  const open = (id: string): OpenedToken | undefined => {
    const known = opened.get(id);
    if (known) return known;
    for (const signer of signers) {
      const token = signer.open(id);
      if (!token) continue;
      const { uid, node, expires, quota_bytes: quotaBytes = config.quotaBytes } = token.payload;
      const { fxa_uid: accountUid = '', revocations = 0, device = null } = token.payload;
      const key = hmacKey(token.key);
      const entry = { uid, node, expires, quotaBytes, accountUid, revocations, device, key };
      opened.set(id, entry);
      return entry;
    }
    return undefined;
  };

  return (request, uid, { graceSeconds = 0 } = {}) => {
    const authorization = parseAuthorization(request.headers.authorization);
    if (authorization.scheme !== 'hawk') throw StorageError.unauthorized('no usable Hawk header');
    const { attributes } = authorization;
    const token = open(attributes.id);
    if (!token) throw StorageError.unauthorized('no token of this server');
    if (!nodes.has(token.node)) throw StorageError.unauthorized('token of another node');
    if (now() / 1000 >= token.expires + graceSeconds) throw StorageError.unauthorized('expired token');
    if (!someHawkRequest(request, config.publicUrl, (signed) => verifyHawkMac(token.key, attributes, signed))) {
      throw StorageError.unauthorized('wrong MAC');
    }
    const state = revocations.check(token.accountUid, token.revocations);
    if (state === 'revoked') throw StorageError.unauthorized('revoked token');
    if (state === 'unknown') throw StorageError.unavailable();
    if (token.uid !== uid) throw StorageError.malformed('token of another user');
    return { uid, hash: attributes.hash, quotaBytes: token.quotaBytes, device: token.device };
  };
}

/**
 * Checks the Hawk payload hash, if the client has sent one (sync15.md §8.3).
 *
 * @param body - The body's bytes; empty for requests without one.
 * @throws {StorageError} 401 when body and hash don't belong together.
 */
export function checkPayloadHash(request: Request, { hash }: Credentials, body: Uint8Array): void {
  if (hash === undefined) return;
  if (hash !== hawkPayloadHash(request.headers['content-type'] ?? '', body)) {
    throw StorageError.unauthorized('wrong payload hash');
  }
}
