import { expect, it } from 'vitest';
import { certificateInWords } from './certificate-in-words.ts';

const certificate = {
  names: ['sync.example.org'],
  issuer: 'CN=E7',
  notBefore: 0,
  notAfter: Date.UTC(2027, 0, 31, 12),
  fingerprint: 'AA:BB',
  selfSigned: false,
};

it('says until when the certificate is good and when it is renewed', () => {
  expect(certificateInWords({ mode: 'acme', state: 'ok', certificate, nextAt: Date.UTC(2027, 0, 1) })).toEqual([
    'Certificate: for sync.example.org, good until 2027-01-31 12:00 UTC.',
    '  Renewal: 2027-01-01 00:00 UTC.',
  ]);
});

it('says why there is none, what to do, and when the next try is', () => {
  const problem = { reason: 'Port 80 is closed.', fix: 'Open it.' };
  const selfSigned = { ...certificate, selfSigned: true };
  expect(certificateInWords({ mode: 'acme', state: 'failing', certificate: selfSigned, problem, nextAt: 0 })).toEqual([
    'Certificate: none that browsers accept.',
    '  Port 80 is closed.',
    '  → Open it.',
    '  Next try: 1970-01-01 00:00 UTC.',
  ]);
});

it("gives the fingerprint of a network's own authority", () => {
  expect(certificateInWords({ mode: 'lan', state: 'ok', certificate, authority: 'CC:DD' }).at(-1)).toContain('CC:DD');
});

it('leaves the certificate to the proxy', () => {
  expect(certificateInWords({ mode: 'proxy', state: 'off' })).toEqual(['Certificate: the proxy in front has it.']);
});
