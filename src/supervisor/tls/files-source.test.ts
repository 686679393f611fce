import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestTlsContext, testTlsContext } from '../../../testing/tls-context.ts';
import { tlsFiles } from '../../config/tls-files.ts';
import { describeCertificate } from './certificate.ts';
import type { CertificateSource } from './certificate-source.ts';
import { filesSource } from './files-source.ts';
import { selfSignedCertificate } from './self-signed.ts';

const host = 'sync.example.org';
let ctx: TestTlsContext;
let source: CertificateSource;

beforeEach(() => {
  ctx = testTlsContext({ FOXDEN_TLS: 'files', FOXDEN_PUBLIC_URL: `https://${host}` });
  source = filesSource(ctx, host);
  mkdirSync(dirname(ctx.config.tls.files.key), { recursive: true });
});
afterEach(() => rmSync(ctx.config.dataDir, { recursive: true }));

function give(pem: { key: string; chain: string }) {
  writeFileSync(ctx.config.tls.files.key, pem.key);
  writeFileSync(ctx.config.tls.files.certificate, pem.chain);
}

const served = () => describeCertificate(readFileSync(tlsFiles(ctx.config.dataDir).server, 'utf8')).fingerprint;

it('takes files into service, and again when they change', async () => {
  for (let i = 0; i < 2; i++) {
    const pem = await selfSignedCertificate(host);
    give(pem);
    expect(await source.check()).toMatchObject({ state: 'ok', problem: undefined });
    expect(served()).toBe(describeCertificate(pem.chain).fingerprint);
  }
});

it('refuses what does not fit, in words, and keeps what is in service', async () => {
  const good = await selfSignedCertificate(host);
  const other = await selfSignedCertificate('other.example.org');
  give(good);
  await source.check();
  const refusals = [
    [{ ...good, key: other.key }, /does not belong/],
    [other, /is for other\.example\.org, not for sync\.example\.org/],
    [{ ...good, chain: 'nonsense' }, /can't be read/],
    [{ ...good, key: '' }, /can't be read/],
  ] as const;
  for (const [pem, reason] of refusals) {
    give(pem);
    const status = await source.check();
    expect(status.state).toBe('failing');
    expect(status.problem!.reason).toMatch(reason);
    expect(served()).toBe(describeCertificate(good.chain).fingerprint);
  }
});

it('says which files are missing', async () => {
  expect((await source.check()).problem!.fix).toContain(ctx.config.tls.files.certificate);
});

it('warns two weeks before the end and refuses afterwards', async () => {
  const pem = await selfSignedCertificate(host);
  const { notAfter } = describeCertificate(pem.chain);
  give(pem);
  ctx.time = notAfter - 13 * 86_400_000;
  expect((await source.check()).problem!.fix).toMatch(/Renew it before/);
  ctx.time = notAfter + 1;
  expect(await source.check()).toMatchObject({ state: 'failing', problem: { fix: 'Renew it.' } });
});
