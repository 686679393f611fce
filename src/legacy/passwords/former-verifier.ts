import { createHash, timingSafeEqual } from 'node:crypto';
import { scrypt } from '../../crypto/scrypt.ts';

type Digest = (password: string, salt: Buffer) => Promise<Buffer> | Buffer;

const salted =
  (algorithm: string): Digest =>
  (password, salt) =>
    createHash(algorithm).update(password, 'utf8').update(salt).digest();

// Python's scrypt module has these as its defaults, and the old server set none.
const cost = { N: 16_384, r: 8, p: 1, maxmem: 32 * 1024 * 1024 };

/** Each form by its name in the verifier, with the length of what it computes; the salt follows it. */
const forms: Record<string, { length: number; digest: Digest }> = {
  SSCRYPT: { length: 64, digest: (password, salt) => scrypt(password, salt, 64, cost) },
  'SSHA-256': { length: 32, digest: salted('sha256') },
  SSHA: { length: 20, digest: salted('sha1') },
};

interface Parts {
  digest: Digest;
  expected: Buffer;
  salt: Buffer;
}

/** Returns true when a verifier has one of the forms that the old server wrote (sync11.md §5.3). */
export const isFormerVerifier = (verifier: string): boolean => parse(verifier) !== undefined;

/**
 * Checks a password against what the old server kept of it (sync11.md §5.3). Whoever calls this stretches anew afterwards.
 *
 * @returns False also for a form that no such server wrote.
 */
export async function fitsFormerVerifier(verifier: string, password: string): Promise<boolean> {
  const parts = parse(verifier);
  if (!parts) return false;
  return timingSafeEqual(await parts.digest(password, parts.salt), parts.expected);
}

function parse(verifier: string): Parts | undefined {
  const [, name, base64] = /^\{([A-Z0-9-]+)\}([A-Za-z0-9+/]+={0,2})$/.exec(verifier) ?? [];
  const form = name === undefined ? undefined : forms[name];
  if (!form) return undefined;
  const bytes = Buffer.from(base64!, 'base64');
  if (bytes.length <= form.length) return undefined;
  return { digest: form.digest, expected: bytes.subarray(0, form.length), salt: bytes.subarray(form.length) };
}
