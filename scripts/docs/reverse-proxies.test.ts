import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { parse } from 'yaml';
import { createConfig } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/read-env.ts';
import { trustedProxies } from '../../src/config/trusted-proxies.ts';
import { selfSignedCertificate } from '../../src/supervisor/tls/self-signed.ts';
import { freePort } from '../../testing/free-port.ts';

const host = 'sync.example.org';
const guide = readFileSync(new URL('../../docs/reverse-proxies.md', import.meta.url), 'utf8');

/** The example below a heading. */
function example(heading: string): string {
  const section = guide.split(/^## /m).find((text) => text.startsWith(heading))!;
  return /^```\w+\n([\s\S]*?)^```/m.exec(section)![1]!;
}

/** Where a proxy finds things here, in place of what the guide names. */
interface Place {
  dir: string;
  port: number;
  upstream: string;
}

const modules = ['mpm_event', 'authz_core', 'ssl', 'headers', 'proxy', 'proxy_http', 'socache_shmcb'];
const certbot = (text: string, { dir }: Place) =>
  text
    .replaceAll(`/etc/letsencrypt/live/${host}/fullchain.pem`, `${dir}/chain.pem`)
    .replaceAll(`/etc/letsencrypt/live/${host}/privkey.pem`, `${dir}/key.pem`);

/** How each proxy runs as this test's own: its ports and files are others, the rest is what the guide says. */
const proxies: Record<
  string,
  { program: string; file(text: string, place: Place): string; args(file: string): string[] }
> = {
  Nginx: {
    program: '/usr/sbin/nginx',
    file: (text, place) => `
      ${process.getuid?.() === 0 ? 'user root;' : ''}
      daemon off; pid ${place.dir}/pid; error_log stderr; events {}
      http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place.dir}/${name};`).join(' ')}
      ${certbot(text, place).replace('listen 443', `listen 127.0.0.1:${place.port}`).replace('listen [::]:443', `listen [::1]:${place.port}`)} }`,
    args: (file) => ['-e', 'stderr', '-c', file],
  },
  Caddy: {
    program: '/usr/bin/caddy',
    file: (text, { dir, port }) => `{
      admin off
      auto_https disable_redirects
      https_port ${port}
      }
      ${text.replace(`${host} {`, `${host} {\n  bind 127.0.0.1\n  tls ${dir}/chain.pem ${dir}/key.pem`)}`,
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
  Apache: {
    program: '/usr/sbin/apache2',
    file: (text, place) => `
      ServerRoot ${place.dir}
      ServerName localhost
      PidFile ${place.dir}/pid
      ErrorLog ${place.dir}/error.log
      ${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
      ${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
      Listen 127.0.0.1:${place.port}
      ${certbot(text, place).replace('*:443', `127.0.0.1:${place.port}`)}`,
    args: (file) => ['-DFOREGROUND', '-f', file],
  },
  HAProxy: {
    program: '/usr/sbin/haproxy',
    file: (text, { dir, port }) =>
      text.replace('bind :443', `bind 127.0.0.1:${port}`).replace(`/etc/haproxy/${host}.pem`, `${dir}/both.pem`),
    args: (file) => ['-db', '-f', file],
  },
};

describe.each(Object.entries(proxies))('%s, as docs/reverse-proxies.md has it', (name, proxy) => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-proxy-'));
  let foxden: Server;
  let child: ChildProcess | undefined;
  let place: Place;
  let said = '';
  const missing = !existsSync(proxy.program);

  beforeAll(async () => {
    if (missing) return;
    // Foxden's own way to tell the client, with the settings of the guide.
    const settings = Object.fromEntries(
      [...guide.matchAll(/^(FOXDEN_\w+)=(\S+)$/gm)].slice(0, 3).map(([, key, value]) => [key, value]),
    );
    const config = createConfig(readEnv({ ...settings, FOXDEN_DATA_DIR: dir }));
    const app = express();
    app.set('trust proxy', trustedProxies(config.trustedProxies));
    app.use(async (request, response) => {
      let bytes = 0;
      for await (const part of request) bytes += part.length;
      const { method, url, ip, protocol, headers } = request;
      response.json({ method, url, ip, protocol, host: headers.host, bytes });
    });
    foxden = createServer(app);
    const sockets = new WebSocketServer({ noServer: true });
    foxden.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (ws) => ws.on('message', (data) => ws.send(`echo ${data}`))),
    );
    await new Promise<void>((resolve) => foxden.listen(0, '127.0.0.1', resolve));
    const { chain, key } = await selfSignedCertificate(host);
    writeFileSync(join(dir, 'chain.pem'), chain);
    writeFileSync(join(dir, 'key.pem'), key);
    writeFileSync(join(dir, 'both.pem'), `${chain}\n${key}`);
    place = { dir, port: await freePort(), upstream: `127.0.0.1:${(foxden.address() as AddressInfo).port}` };
    const file = join(dir, 'configuration');
    writeFileSync(file, proxy.file(example(name).replaceAll('127.0.0.1:8000', place.upstream), place));
    mkdirSync(join(dir, 'home'));
    const env = { ...process.env, HOME: join(dir, 'home'), XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir };
    child = spawn(proxy.program, proxy.args(file), { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (part) => (said += part));
    for (let tries = 0; !(await opens(place.port)); tries++) {
      if (tries > 300 || child.exitCode !== null) throw new Error(`${name} does not start: ${said}`);
      await sleep(100);
    }
  });
  afterAll(async () => {
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child!.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
    foxden?.closeAllConnections();
    foxden?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  /** Sends a request from 127.0.0.2, which is nobody's proxy. */
  function ask(path: string, { method = 'GET', headers = {}, body = Buffer.alloc(0) } = {}) {
    return new Promise<{ status: number; seen: Record<string, unknown> }>((resolve, reject) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port: place.port, servername: host, localAddress: '127.0.0.2', path, method },
          ...{ rejectUnauthorized: false, headers: { Host: host, ...headers } },
        },
        async (response) => {
          const text = Buffer.concat(await response.toArray()).toString();
          resolve({ status: response.statusCode!, seen: text.startsWith('{') ? JSON.parse(text) : { text } });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  it.skipIf(missing)('passes on method, path, query and host byte for byte', async () => {
    const path = '/1.5/1/storage/a%20b/x%2Fy?ids=a%2Cb,c&full=1&q=%C3%A9';
    const { seen } = await ask(path, { method: 'DELETE' });
    expect(seen).toMatchObject({ method: 'DELETE', url: path, host });
  });

  it.skipIf(missing)('tells who the client is, whatever that says of itself', async () => {
    const lies = { 'X-Forwarded-For': '8.8.8.8', 'X-Forwarded-Proto': 'http' };
    const { seen } = await ask('/', { headers: lies });
    expect(seen).toMatchObject({ ip: '127.0.0.2', protocol: 'https' });
  });

  it.skipIf(missing)('takes large uploads and long queries', async () => {
    const body = Buffer.alloc(8 * 1024 * 1024, 'x');
    expect((await ask('/', { method: 'POST', body })).seen).toMatchObject({ bytes: body.length });
    const path = `/1.5/1/storage/bookmarks?ids=${'abcdefghijkl,'.repeat(1000)}`;
    const { status, seen } = await ask(path);
    expect(status).toBe(200);
    expect(seen.url === path).toBe(true);
  });

  it.skipIf(missing)('passes WebSockets', async () => {
    const socket = new WebSocket(`wss://127.0.0.1:${place.port}/v1/ws/`, {
      ...{ servername: host, headers: { Host: host }, rejectUnauthorized: false },
    });
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data) => resolve(String(data)));
      socket.on('error', reject);
    });
    socket.close();
    expect(answer).toBe('echo hello');
  });
});

it('the examples that no program here can try are at least what their formats ask for', () => {
  const { routers, services } = parse(example('Traefik')).http;
  expect(services[routers.foxden.service].loadBalancer.servers).toEqual([{ url: 'http://127.0.0.1:8000' }]);
  expect(parse(example('Cloudflare Tunnel')).ingress.at(-1)).toEqual({ service: 'http_status:404' });
});

const opens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
