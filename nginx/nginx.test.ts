import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { largestRecord, storageLimits } from '../src/config/storage-limits.ts';
import { selfSignedCertificate } from '../src/supervisor/tls/self-signed.ts';
import { allowHsts, publishCertificate } from '../src/supervisor/tls/server-file.ts';
import { hasNginx, startNginx, type TestNginx } from './start-nginx.ts';

interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  bytes: number;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  seen: Seen;
}

describe.skipIf(!hasNginx())('Nginx in front of Foxden', () => {
  let upstream: Server;
  let address: string;
  let nginx: TestNginx | undefined;
  const waiting: (() => void)[] = [];

  beforeAll(async () => {
    upstream = createServer(async (request, response) => {
      let bytes = 0;
      for await (const part of request) bytes += part.length;
      if (request.url === '/slow') await new Promise<void>((resolve) => waiting.push(resolve));
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, headers, bytes }));
    });
    const sockets = new WebSocketServer({ noServer: true });
    upstream.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (ws) => ws.on('message', (data) => ws.send(`echo ${data}`))),
    );
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    address = `127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    upstream.closeAllConnections();
    upstream.close();
  });
  afterEach(() => {
    nginx?.stop();
    nginx = undefined;
  });

  async function start(env: Record<string, string> = {}): Promise<TestNginx> {
    nginx = await startNginx({
      FOXDEN_PUBLIC_URL: 'https://sync.example.org/',
      FOXDEN_TLS: 'acme',
      FOXDEN_UPSTREAM: address,
      ...env,
    });
    return nginx;
  }

  function ask(
    scheme: 'http' | 'https',
    path: string,
    {
      method = 'GET',
      headers = {},
      body = '',
    }: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const send = scheme === 'http' ? httpRequest : httpsRequest;
      const options = { port: nginx![scheme], host: '127.0.0.1', path, method, rejectUnauthorized: false };
      const request = send({ ...options, headers: { Host: 'sync.example.org:8443', ...headers } }, async (response) => {
        const text = Buffer.concat(await response.toArray()).toString();
        const seen = text.startsWith('{') ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode!, headers: response.headers, text, seen });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  it('passes on method, path, query and Host byte for byte, as Hawk needs', async () => {
    await start();
    const path = '/1.5/1/storage/a%20b/x%2Fy?ids=a%2Cb,c&full=1&q=%C3%A9';
    const { seen } = await ask('https', path, { method: 'DELETE' });
    expect(seen).toMatchObject({ method: 'DELETE', url: path, headers: { host: 'sync.example.org:8443' } });
  });

  it.skipIf(!existsSync('/proc/net/if_inet6'))('listens on IPv6 as well, for both schemes', async () => {
    await start({ FOXDEN_TLS: 'proxy' });
    const answer = await fetch(`http://[::1]:${nginx!.http}/over-six`);
    expect(await answer.json()).toMatchObject({ url: '/over-six', headers: { 'x-forwarded-for': '::1' } });
    await new Promise<void>((resolve, reject) => {
      const socket = connect({ host: '::1', port: nginx!.https, rejectUnauthorized: false }, resolve);
      socket.on('error', reject);
    });
  });

  it('starts on a machine without IPv6', () => {
    const dir = mkdtempSync(join(tmpdir(), 'foxden-ipv6-'));
    const file = join(dir, 'nginx.conf');
    cpSync(new URL('nginx.conf.template', import.meta.url), file);
    const script = new URL('without-ipv6.sh', import.meta.url).pathname;
    execFileSync(script, [file, file]);
    expect(readFileSync(file, 'utf8')).toContain('listen [::]:443');
    execFileSync(script, [file, join(dir, 'gone')]);
    const left = readFileSync(file, 'utf8');
    expect(left).not.toContain('listen [::]');
    expect(left).toContain('listen 443 ssl');
    rmSync(dir, { recursive: true });
  });

  it('says which Nginx it is only where nobody outside can ask', async () => {
    await start();
    expect(await (await fetch(`http://127.0.0.1:${nginx!.version}`)).text()).toMatch(/^nginx \d+\.\d+\.\d+\n$/);
    expect((await ask('https', '/')).headers.server).toBe('nginx');
  });

  it('says who the client is, and drops what it says of itself', async () => {
    await start();
    const lies = {
      'X-Forwarded-For': '8.8.8.8',
      'X-Forwarded-Proto': 'gopher',
      'X-Forwarded-Host': 'evil.example',
      Forwarded: 'for=8.8.8.8',
      'X-Real-IP': '8.8.8.8',
      'X-Request-Id': 'forged',
    };
    const { seen } = await ask('https', '/', { headers: lies });
    expect(seen.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
    expect(seen.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(seen)).not.toMatch(/8\.8\.8\.8|evil|forged/);
  });

  it("passes on what the owner's own proxy saw, and nothing that its clients claim", async () => {
    await start({ FOXDEN_TLS: 'proxy' });
    const headers = { 'X-Forwarded-For': '1.1.1.1, 8.8.8.8', 'X-Forwarded-Proto': 'https' };
    const { seen } = await ask('http', '/', { headers });
    expect(seen.headers).toMatchObject({ 'x-forwarded-for': '8.8.8.8', 'x-forwarded-proto': 'https' });
  });

  it('sends pages on to https, and refuses everything else without TLS', async () => {
    await start();
    const page = await ask('http', '/signin?x=1');
    expect(page).toMatchObject({ status: 301, headers: { location: 'https://sync.example.org/signin?x=1' } });
    expect((await ask('http', '/v1/account/login', { method: 'POST', body: '{}' })).status).toBe(403);
    expect((await ask('http', '/ca')).seen.url).toBe('/ca');
  });

  it('shows what to do next over http while there is no public URL', async () => {
    await start({ FOXDEN_PUBLIC_URL: '' });
    expect((await ask('http', '/')).seen.headers).toMatchObject({ 'x-forwarded-proto': 'http' });
  });

  it('answers HTTP-01 challenges from the shared folder (RFC 8555 section 8.3)', async () => {
    const { files } = await start();
    writeFileSync(join(files.challenges, 'token_-1'), 'token_-1.thumbprint');
    const answer = await ask('http', '/.well-known/acme-challenge/token_-1');
    expect(answer).toMatchObject({ status: 200, text: 'token_-1.thumbprint' });
    expect((await ask('http', '/.well-known/acme-challenge/other')).status).toBe(404);
    expect((await ask('http', '/.well-known/acme-challenge/../server.pem')).text).not.toContain('PRIVATE');
    expect((await ask('http', '/.well-known/acme-challenge/%2e%2e/server.pem')).text).not.toContain('PRIVATE');
  });

  it('takes the largest upload that info/configuration can allow', async () => {
    await start();
    const size = storageLimits(10_000, { x: largestRecord }).collections.x!.max_request_bytes;
    const { seen } = await ask('https', '/1.5/1/storage/x', { method: 'POST', body: 'x'.repeat(size) });
    expect(seen.bytes).toBe(size);
  });

  it('speaks HTTP/2 and TLS 1.2 and 1.3, and nothing older', async () => {
    const { https } = await start();
    const session = connectHttp2(`https://127.0.0.1:${https}`, { rejectUnauthorized: false });
    const status = await new Promise((resolve, reject) => {
      session.on('error', reject);
      session.request({ ':path': '/' }).on('response', (headers) => resolve(headers[':status']));
    });
    session.close();
    expect(status).toBe(200);
    const handshake = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      new Promise((resolve) => {
        const options = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
        const socket = connect({ port: https, host: '127.0.0.1', rejectUnauthorized: false, ...options });
        socket.on('secureConnect', () => resolve(socket.getProtocol()));
        socket.on('error', () => resolve('refused'));
        socket.on('secureConnect', () => socket.destroy());
      });
    expect(await handshake('TLSv1.1')).toBe('refused');
    expect(await handshake('TLSv1.2')).toBe('TLSv1.2');
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
  });

  it('sends Strict-Transport-Security only while Foxden allows it, and never over http', async () => {
    const { files } = await start();
    const header = async (scheme: 'http' | 'https') => (await ask(scheme, '/')).headers['strict-transport-security'];
    expect(await header('https')).toBeUndefined();
    allowHsts(files, true);
    expect(await header('https')).toBe('max-age=63072000');
    expect(await header('http')).toBeUndefined();
    allowHsts(files, false);
    expect(await header('https')).toBeUndefined();
  });

  it('passes WebSockets through', async () => {
    const { https } = await start();
    const socket = new WebSocket(`wss://127.0.0.1:${https}/v1/ws/`, { rejectUnauthorized: false });
    socket.on('open', () => socket.send('hello'));
    const answer = await new Promise((resolve, reject) => {
      socket.on('message', (data) => resolve(String(data)));
      socket.on('error', reject);
    });
    socket.close();
    expect(answer).toBe('echo hello');
  });

  it('loads a new certificate by itself while a request is under way', async () => {
    const { https, files, output } = await start();
    const served = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ port: https, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          resolve(socket.getPeerX509Certificate()!.fingerprint256);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    const before = await served();
    const slow = ask('https', '/slow');
    while (waiting.length === 0) await sleep(10);
    publishCertificate(files, await selfSignedCertificate('renewed.example.org'));
    while ((await served()) === before) await sleep(50);
    for (const finish of waiting.splice(0)) finish();
    expect((await slow).status).toBe(200);
    // The watcher says so after Nginx has it.
    await expect.poll(output).toContain('loaded the new certificate');
  });

  it('stays with the old certificate when the new one is nonsense', async () => {
    const { files } = await start();
    writeFileSync(files.server, 'nonsense');
    await sleep(500);
    expect((await ask('https', '/')).status).toBe(200);
  });

  it('starts without Foxden and asks for patience', async () => {
    await start({ FOXDEN_UPSTREAM: '127.0.0.1:1' });
    const answer = await ask('https', '/1.5/1/info/collections');
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
    expect(answer.text).toMatch(/Try again/);
  });

  it('logs no query, token, id or mail address', async () => {
    const secrets = ['querysecret', 'bearersecret', 'a'.repeat(64), 'Zm9v_-'.repeat(8), 'someone@example.org'];
    await start();
    const [query, bearer, hex, base64url, mail] = secrets as [string, string, string, string, string];
    const headers = { Authorization: `Bearer ${bearer}` };
    await ask('https', `/reset?token=${query}`, { headers });
    for (const path of [`/v1/ws/${base64url}`, `/x/${hex}`, `/user/1.0/${mail}/`, `/jpake/short?${query}`]) {
      await ask('https', path, { headers });
    }
    // Nginx writes about a request when it has answered.
    await expect.poll(() => nginx!.output().match(/"GET /g)).toHaveLength(5);
    const text = nginx!.output();
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('"GET /v1/ws/(hidden)" 200');
    expect(text).toContain('"GET /reset" 200');
  });
});
