import { type Bytes, concat, fromHex, toBase64Url } from './bytes.ts';
import { hkdf, namespace } from './hkdf.ts';

/** What `POST /account/scoped-key-data` tells of one scope. */
export interface ScopedKeyData {
  identifier: string;
  /** 64 hex characters. */
  keyRotationSecret: string;
  /** In ms. */
  keyRotationTimestamp: number;
}

/** A scoped key as clients take it. */
export interface ScopedKey {
  kty: 'oct';
  scope: string;
  k: string;
  kid: string;
}

const legacyScopes = [
  'https://identity.mozilla.com/apps/oldsync',
  // Thunderbird derives its Sync key by the same rule.
  'https://identity.thunderbird.net/apps/sync',
];

/**
 * Derives the key of every scope that has one (accounts.md §4.6).
 *
 * @param kB - 32 bytes.
 * @param uid - 32 hex characters.
 * @param data - Answer of `POST /account/scoped-key-data`, by scope.
 */
export async function deriveScopedKeys(
  kB: Bytes,
  uid: string,
  data: Record<string, ScopedKeyData>,
): Promise<Record<string, ScopedKey>> {
  const entries = Object.entries(data).map(async ([scope, scopeData]): Promise<[string, ScopedKey]> => {
    const derived = await (legacyScopes.includes(scope) ? legacyKey(kB, scopeData) : modernKey(kB, uid, scopeData));
    return [scope, { kty: 'oct', scope, ...derived }];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function legacyKey(kB: Bytes, data: ScopedKeyData) {
  const key = await hkdf(kB, `${namespace}oldsync`, 64);
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', kB)).subarray(0, 16);
  return { k: toBase64Url(key), kid: `${data.keyRotationTimestamp}-${toBase64Url(fingerprint)}` };
}

async function modernKey(kB: Bytes, uid: string, data: ScopedKeyData) {
  const ikm = concat(kB, fromHex(data.keyRotationSecret));
  const material = await hkdf(ikm, `${namespace}scoped_key\n${data.identifier}`, 48, fromHex(uid));
  const seconds = Math.round(data.keyRotationTimestamp / 1000);
  return { k: toBase64Url(material.subarray(16)), kid: `${seconds}-${toBase64Url(material.subarray(0, 16))}` };
}
