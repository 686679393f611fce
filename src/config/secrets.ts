import { createECDH } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomHex, sha256Hex } from '../crypto/random.ts';
import type { Config } from './config.ts';

/** What must never be printed. Apart from the configuration, so that that can be. */
export interface Secrets {
  /** Sign storage tokens, newest first (sync15.md §8.1). */
  masterSecrets: string[];
  /** Private RS256 keys of access tokens as JWKs with `kid`, the signing one first (accounts.md §5.6). */
  jwtKeys: JwtKey[];
  /** Key pair that push services know this server by (RFC 8292), base64url. */
  vapid: { publicKey: string; privateKey: string };
}

/** A private RS256 key. `retiredAt`, ms: another one has signed since then. */
export type JwtKey = JWK & { retiredAt?: number };

/** Keys are missing or aren't those that the database was filled under. */
export class SecretsError extends Error {
  static readonly exitCode = 78;

  constructor(message: string) {
    super(message);
    this.name = 'SecretsError';
  }
}

/** Where the secrets are kept. */
export const secretsFile = (config: Pick<Config, 'dataDir'>): string => join(config.dataDir, 'keys', 'secrets.json');

/**
 * Reads the secrets from the data dir (and the master secret from the configuration when it is given there).
 *
 * @returns The secrets, or undefined when there are none yet.
 * @throws {SecretsError} When the file can't be read.
 */
export function readSecrets(config: Config): Secrets | undefined {
  const file = secretsFile(config);
  if (!existsSync(file)) return undefined;
  const kept = parse(file);
  return { ...kept, masterSecrets: config.masterSecrets ?? kept.masterSecrets };
}

function parse(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    throw new SecretsError(
      `The keys in ${file} can't be read (${(error as Error).message}). Let this user read the file, or put back the one from your backup.`,
    );
  }
}

/** Makes fresh secrets and keeps them in `<data dir>/keys/secrets.json`, mode 0600. */
export async function createSecrets(config: Config): Promise<Secrets> {
  const secrets: Secrets = {
    masterSecrets: config.masterSecrets ?? [randomHex(32)],
    jwtKeys: [await createJwtKey()],
    vapid: createVapidKeys(),
  };
  writeSecrets(config, secrets);
  return secrets;
}

/** Replaces the secrets file in one step. */
export function writeSecrets(config: Config, secrets: Secrets): void {
  const file = secretsFile(config);
  mkdirSync(join(config.dataDir, 'keys'), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.tmp`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(`${file}.tmp`, 0o600);
  renameSync(`${file}.tmp`, file);
}

/** Makes a private RS256 key; its `kid` is the day it was made and part of its thumbprint. */
export async function createJwtKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return { ...jwk, alg: 'RS256', use: 'sig', kid: `${day}-${sha256Hex(jwk.n!).slice(0, 8)}` };
}

function createVapidKeys(): Secrets['vapid'] {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url').padStart(43, 'A') };
}

/** Public names of the secrets, kept in the database to notice when a data dir with other keys is mounted. */
export interface Fingerprints {
  master: string[];
  jwt: string[];
}

/** Names the secrets without telling anything about them. */
export function fingerprints({ masterSecrets, jwtKeys }: Secrets): Fingerprints {
  const name = (secret: string) => sha256Hex(`foxden secret ${secret}`).slice(0, 32);
  return { master: masterSecrets.map(name), jwt: jwtKeys.map((key) => name(key.n!)) };
}
