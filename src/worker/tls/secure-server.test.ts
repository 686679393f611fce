import { rmSync, writeFileSync } from 'node:fs';
import { get, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerCertificate, TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestTlsContext, testTlsContext } from '../../../testing/tls-context.ts';
import { type TlsFiles, tlsFiles } from '../../config/tls-files.ts';
import { selfSignedCertificate } from '../../supervisor/tls/self-signed.ts';
import { allowHsts, ensureServerFile, publishCertificate } from '../../supervisor/tls/server-file.ts';
import { createDrainer } from '../drain.ts';
import { createSecureServer } from './secure-server.ts';

let ctx: TestTlsContext;
let files: TlsFiles;
let server: Server;
let finish: (() => void) | undefined;

beforeEach(async () => {
  ctx = testTlsContext({});
  files = tlsFiles(ctx.config.dataDir);
  await ensureServerFile(files, 'localhost');
  const answer = (request: { url?: string }, response: { end(text: string): void }) => {
    if (request.url === '/slow') finish = () => response.end('slow');
    else response.end('fast');
  };
  finish = undefined;
  server = createSecureServer(files, answer, ctx.log, { interval: 20 });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(ctx.config.dataDir, { recursive: true });
});

async function listen() {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

function ask(path = '/'): Promise<{ text: string; hsts?: string; certificate: PeerCertificate }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false }, async (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate();
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ text, hsts: response.headers['strict-transport-security'], certificate });
    }).on('error', reject);
  });
}

it('takes a new certificate into service while a request is under way', async () => {
  await listen();
  const slow = ask('/slow');
  const { certificate: before } = await ask();
  publishCertificate(files, await selfSignedCertificate('renewed.example.org'));
  while ((await ask()).certificate.fingerprint256 === before.fingerprint256) await sleep(20);
  await expect.poll(() => finish).toBeDefined();
  finish!();
  expect((await slow).text).toBe('slow');
});

it('stays with the old certificate when the new one is nonsense', async () => {
  await listen();
  writeFileSync(files.server, 'nonsense');
  while (ctx.logs.length === 0) await sleep(20);
  expect((await ask()).text).toBe('fast');
  expect(ctx.logs[0]!.message).toMatch(/the old one stays in service/);
});

it('sends Strict-Transport-Security while it is allowed', async () => {
  await listen();
  expect((await ask()).hsts).toBeUndefined();
  allowHsts(files, true);
  while ((await ask()).hsts === undefined) await sleep(20);
  expect((await ask()).hsts).toBe('max-age=63072000');
});

it('leaves without dropping a request', async () => {
  const drainer = createDrainer(server);
  await listen();
  const slow = ask('/slow');
  while (drainer.activeRequests() === 0) await sleep(5);
  const drained = drainer.drain({ linger: 10, grace: 60_000 });
  finish!();
  expect((await slow).text).toBe('slow');
  await drained;
  while (drainer.connections() > 0) await sleep(5);
});
