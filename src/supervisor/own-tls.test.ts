import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../../testing/free-port.ts';
import { serveFamily } from '../../testing/serve-family.ts';
import { tlsFiles } from '../config/tls-files.ts';

const { ready, dataDir } = serveFamily();
const root = fileURLToPath(new URL('../..', import.meta.url));

/** An appliance without Nginx, on a network of its own. */
async function start() {
  const port = await freePort();
  const settings = {
    FOXDEN_DATA_DIR: dataDir(),
    FOXDEN_PUBLIC_URL: `https://localhost:${port}`,
    FOXDEN_TLS: 'lan',
    FOXDEN_TLS_LISTEN: `127.0.0.1:${port}`,
    FOXDEN_METRICS_TOKEN: 'a-token-for-metrics',
  };
  const served = await ready(settings);
  const { authority } = tlsFiles(settings.FOXDEN_DATA_DIR);
  await expect.poll(async () => (await served.status()).tls?.state).toBe('ok');
  const ask = (path: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = { Authorization: 'Bearer a-token-for-metrics' };
      // A connection opened before the certificate came keeps the throw-away one.
      const options = { host: 'localhost', family: 4, port, path, ca: readFileSync(authority), agent: false, headers };
      get(options, async (response) => resolve(Buffer.concat(await response.toArray()).toString())).on('error', reject);
    });
  await expect.poll(() => ask('/__lbheartbeat__').catch(String)).toBe('{}');
  return { served, port, ask, authority };
}

it('serves https itself, pairing included, and only leads there without TLS', async () => {
  const { served, port, ask, authority } = await start();
  expect(JSON.parse(await ask('/.well-known/fxa-client-configuration'))).toMatchObject({
    auth_server_base_url: `https://localhost:${port}`,
  });

  const socket = new WebSocket(`wss://localhost:${port}/v1/ws/`, { ca: readFileSync(authority), family: 4 });
  const greeting = await new Promise((resolve, reject) => {
    socket.on('message', (data) => resolve(JSON.parse(String(data))));
    socket.on('error', reject);
  });
  socket.close();
  expect(greeting).toMatchObject({ channelid: expect.any(String) });

  const page = await fetch(`${served.url}/signin`, { redirect: 'manual' });
  expect([page.status, page.headers.get('location')]).toEqual([301, `https://localhost:${port}/signin`]);
  expect((await fetch(`${served.url}/v1/account/login`, { method: 'POST', body: '{}' })).status).toBe(403);
  expect((await fetch(`${served.url}/ca`)).status).toBe(200);
  expect((await fetch(`${served.url}/__heartbeat__`)).status).toBe(200);

  const { certificate } = (await served.status()).tls!;
  expect(await ask('/metrics')).toContain(
    `foxden_certificate_expires_timestamp_seconds ${certificate!.notAfter / 1000}`,
  );
  expect(readFileSync(join(tlsFiles(served.dataDir).published, 'server.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  expect(await served.stop()).toBe(0);
});

it('is trusted by foxden doctor once the machine trusts its authority', async () => {
  await (await import(join(root, 'scripts/lib/server.mjs'))).ensureServer();
  const { served, authority } = await start();
  const command = join(root, 'docker/systemd/foxden-command');
  const examine = async (env: Record<string, string>) => {
    const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
    const of = { FOXDEN_DATA_DIR: served.dataDir, FOXDEN_ENV_FILE: '/dev/null' };
    const told = await promisify(execFile)(command, ['doctor', '--json'], { env: { PATH, ...of, ...env } }).catch(
      (error: { stdout: string }) => error,
    );
    return told.stdout;
  };
  expect(await examine({})).toMatch(/does not trust/);
  // What update-ca-certificates does for everybody, for this one process.
  const trusting = await examine({ SSL_CERT_FILE: authority });
  expect(trusting).toMatch(/It is trusted and good for/);
  expect(trusting).toMatch(/answers with this server's configuration/);
});
