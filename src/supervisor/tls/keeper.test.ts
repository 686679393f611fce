import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type TestTlsContext, testTlsContext } from '../../../testing/tls-context.ts';
import { tlsFiles } from '../../config/tls-files.ts';
import { describeCertificate } from './certificate.ts';
import { readHistory } from './history.ts';
import { startTlsKeeper, type TlsKeeper } from './keeper.ts';

let ctx: TestTlsContext;
let keeper: TlsKeeper;
afterEach(async () => {
  await keeper.stop();
  rmSync(ctx.config.dataDir, { recursive: true });
});

async function start(env: Record<string, string>) {
  ctx = testTlsContext(env);
  keeper = await startTlsKeeper(ctx);
  return tlsFiles(ctx.config.dataDir);
}

it('lays a throw-away certificate before anything else, so that a TLS server always starts', async () => {
  const files = await start({ FOXDEN_TLS: 'acme', FOXDEN_LISTEN: '0.0.0.0:8000' });
  expect(describeCertificate(readFileSync(files.server, 'utf8')).selfSigned).toBe(true);
  expect(await keeper.check()).toMatchObject({
    state: 'waiting',
    problem: { reason: expect.stringContaining('FOXDEN_PUBLIC_URL is not set') },
  });
});

it('has the certificate of a network of its own ready after the first check', async () => {
  await start({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
  await keeper.check();
  expect(keeper.status()).toMatchObject({ mode: 'lan', state: 'ok', certificate: { names: ['nas.lan'] } });
});

it('gets a fresh certificate at once when it is asked to, and remembers all that were in service', async () => {
  await start({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
  const first = (await keeper.check()).certificate!.fingerprint;
  expect((await keeper.check()).certificate!.fingerprint).toBe(first);
  const second = (await keeper.renew()).certificate!.fingerprint;
  expect(second).not.toBe(first);
  const history = readHistory(ctx.config.dataDir);
  expect(history.map(({ fingerprint }) => fingerprint)).toEqual([first, second]);
  expect(history[0]!.says).toBe('in service for nas.lan, issued by Foxden authority for nas.lan');
});

it('leaves everything to the proxy in front', async () => {
  const files = await start({ FOXDEN_TLS: 'proxy', FOXDEN_PUBLIC_URL: 'https://sync.example.org' });
  expect(await keeper.check()).toEqual({ mode: 'proxy', state: 'off' });
  expect(existsSync(files.published)).toBe(false);
});
