import { expect, it } from 'vitest';
import type { TlsStatus } from '../control/tls-status.ts';
import { certificateInWords } from './certificate-in-words.ts';

const inWords = (status: TlsStatus) => certificateInWords(status, 'https://sync.example.org');
const certificate = {
  names: ['sync.example.org'],
  issuer: 'CN=E7',
  notBefore: 0,
  notAfter: Date.UTC(2027, 0, 31, 12),
  fingerprint: 'AA:BB',
  selfSigned: false,
};

it('says until when the certificate is good and when it is renewed', () => {
  expect(inWords({ mode: 'acme', state: 'ok', certificate, nextAt: Date.UTC(2027, 0, 1) })).toEqual([
    'Certificate: for sync.example.org, good until 2027-01-31 12:00 UTC.',
    '  Renewal: 2027-01-01 00:00 UTC.',
  ]);
});

it('says why there is none, what to do, and when the next try is', () => {
  const problem = { reason: 'Port 80 is closed.', fix: 'Open it.' };
  const selfSigned = { ...certificate, selfSigned: true };
  expect(inWords({ mode: 'acme', state: 'failing', certificate: selfSigned, problem, nextAt: 0 })).toEqual([
    'Certificate: none that browsers accept.',
    '  Port 80 is closed.',
    '  → Open it.',
    '  Next try: 1970-01-01 00:00 UTC.',
  ]);
});

it("gives the fingerprint of a network's own authority", () => {
  expect(inWords({ mode: 'lan', state: 'ok', certificate, authority: 'CC:DD' }).at(-1)).toContain('CC:DD');
});

it('says who has to have it, if anybody', () => {
  const off: TlsStatus = { mode: 'proxy', state: 'off' };
  expect(inWords(off)[0]).toContain('the web server in front, which serves https://sync.example.org, has to have it');
  expect(certificateInWords(off, 'http://localhost:8000')[0]).toContain('none is needed for http://localhost:8000');
  expect(certificateInWords(off, null)[0]).toContain('FOXDEN_PUBLIC_URL is not set');
});
