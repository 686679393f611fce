import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { pagesRouter } from './pages.ts';

const directory = mkdtempSync(join(tmpdir(), 'foxden-pages-'));
const servers: Server[] = [];

async function serve(env: Record<string, string>, from = directory): Promise<string> {
  const app = express().use(pagesRouter({ config: createConfig(readEnv(env)) }, from));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the pages', () => {
  let url: string;

  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'));
    const html =
      '<meta name="foxden-config" content="" /><script type="module" src="./assets/main-a1b2c3d4.js"></script>';
    writeFileSync(join(directory, 'index.html'), html);
    writeFileSync(join(directory, 'assets/main-a1b2c3d4.js'), 'export {};');
    url = await serve({ FOXDEN_PUBLIC_URL: 'https://foxden.example.org' });
  });
  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true });
  });

  it.each([
    '/?context=oauth_webchannel_v1&client_id=5882386c6d801776',
    '/settings',
    '/settings/clients',
    '/settings/avatar/change',
    '/connect_another_device',
    '/pair',
    '/pair/supp',
    '/oauth',
    '/oauth/force_auth',
    '/oauth/success/a2270f727f45f648',
    '/authorization',
    '/post_verify/third_party_auth/set_password',
    '/signin',
    '/signup',
    '/reset_password',
    '/complete_reset_password',
    '/signin_token_code',
    '/verify_email',
  ])('%s answers 200 HTML (accounts.md §2.2)', async (path) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('allow nothing from elsewhere and nothing inline (accounts.md §10.6)', async () => {
    const { headers } = await fetch(url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;" +
        "manifest-src 'self';connect-src 'self' wss://foxden.example.org;form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('know their server', async () => {
    const html = await (await fetch(url)).text();
    const content = /content="(.*)" \/>/.exec(html)?.[1]?.replaceAll('&quot;', '"');
    expect(JSON.parse(content ?? '')).toEqual({
      publicUrl: 'https://foxden.example.org',
      accounts: 'embedded',
      signups: 'invite',
      captcha: { kind: 'off' },
      legacy: true,
      ownAuthority: false,
      mail: false,
    });
  });

  it('name their assets from the root, or from the path of the public URL', async () => {
    expect(await (await fetch(`${url}/settings/clients`)).text()).toContain('src="/assets/main-a1b2c3d4.js"');
    const below = await serve({ FOXDEN_PUBLIC_URL: 'https://home.example/apps/sync/', FOXDEN_ACCOUNTS: 'mozilla' });
    expect(await (await fetch(below)).text()).toContain('src="/apps/sync/assets/main-a1b2c3d4.js"');
  });

  it('let their assets be cached for good', async () => {
    const { headers } = await fetch(`${url}/assets/main-a1b2c3d4.js`);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('say so at an unknown address, to browsers only', async () => {
    const page = await fetch(`${url}/nowhere`, { headers: { Accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('foxden-config');
    const api = await fetch(`${url}/nowhere`, { headers: { Accept: 'application/json' } });
    expect(await api.text()).not.toContain('foxden-config');
  });

  it('answer JSON to the metrics request (accounts.md §2.2)', async () => {
    const response = await fetch(`${url}/metrics-flow?entrypoint=x`);
    expect([response.status, await response.json()]).toEqual([404, {}]);
  });

  it('tell what to do when they are not built', async () => {
    const response = await fetch(await serve({}, join(directory, 'none')));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm start');
  });
});
