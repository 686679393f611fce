import { expect, it } from 'vitest';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import type { TlsStatus } from '../control/tls-status.ts';
import { readySentence } from './ready-sentence.ts';

const off: TlsStatus = { mode: 'proxy', state: 'off' };
const facts = { names: ['a'], issuer: 'b', notBefore: 0, notAfter: 1, fingerprint: 'c' };
const say = (env: Record<string, string>, tls: TlsStatus = off) => readySentence(createConfig(readEnv(env)), tls);
const https = { FOXDEN_PUBLIC_URL: 'https://sync.example.org' };
const own = { ...https, FOXDEN_TLS: 'acme', FOXDEN_TLS_LISTEN: '0.0.0.0:443' };

it('says that Foxden is ready at an address only when browsers can use it there', () => {
  expect(say({})).toBe('Foxden is ready at http://localhost:8000');
  expect(say(own, { mode: 'acme', state: 'ok', certificate: { ...facts, selfSigned: false } })).toBe(
    'Foxden is ready at https://sync.example.org',
  );
});

it('says otherwise what is missing', () => {
  expect(say({ FOXDEN_LISTEN: '0.0.0.0:8000' })).toMatch(
    /^Foxden is ready on 0\.0\.0\.0:8000, but FOXDEN_PUBLIC_URL is not set/,
  );
  expect(say(https)).toBe(
    'Foxden is ready on 127.0.0.1:8000, for the web server in front of it that serves https://sync.example.org',
  );
  expect(say({ FOXDEN_PUBLIC_URL: 'http://localhost:9000' })).toContain(
    'on 127.0.0.1:8000, for what brings http://localhost:9000',
  );
  const problem = { reason: 'Port 80 is closed.', fix: 'Open it.' };
  for (const certificate of [undefined, { ...facts, selfSigned: true }]) {
    const sentence = say(own, { mode: 'acme', state: 'failing', certificate, problem });
    expect(sentence).toMatch(
      /on 0\.0\.0\.0:443, but there is no certificate for https:.*Port 80 is closed\. foxden status/,
    );
  }
});
