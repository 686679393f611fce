import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fitsFormerVerifier, isFormerVerifier } from './former-verifier.ts';

const salted = (algorithm: string, password: string) => {
  const digest = createHash(algorithm).update(`${password}saltsalt`).digest();
  return Buffer.concat([digest, Buffer.from('saltsalt')]).toString('base64');
};

// The first was made by Python's scrypt module: scrypt.hash(password, salt) + salt.
const verifiers = {
  scrypt: '{SSCRYPT}Fvs2Twnp+AeZDcA8DtaLL47amVK8U2qvvL9IpRcxyyz1xn1hEDlhUk2hxBc3Sk1h88tgkQluaQYNp6oPPDPG+XNhbHRzYWx0',
  sha256: `{SSHA-256}${salted('sha256', 'Füchsin')}`,
  sha1: `{SSHA}${salted('sha1', 'Füchsin')}`,
};

it.each(Object.entries(verifiers))(
  'knows passwords that the old server kept as %s (sync11.md §5.3)',
  async (_name, verifier) => {
    expect(isFormerVerifier(verifier)).toBe(true);
    expect(await fitsFormerVerifier(verifier, 'Füchsin')).toBe(true);
    expect(await fitsFormerVerifier(verifier, 'füchsin')).toBe(false);
    expect(await fitsFormerVerifier(verifier, '')).toBe(false);
  },
);

it.each([
  '',
  '*',
  '{SSHA}',
  '{SSHA}!!!!',
  '{SSHA}c2hvcnQ=',
  '{SMD5}AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  'plain',
  '{toString}AAAA',
])('takes no password for what is none of its forms: %s', async (verifier) => {
  expect(isFormerVerifier(verifier)).toBe(false);
  expect(await fitsFormerVerifier(verifier, 'plain')).toBe(false);
});
