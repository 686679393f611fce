import { afterAll, beforeAll, expect, it } from 'vitest';
import { announce } from '../../testing/announce.ts';
import { describeOnEngines } from '../../testing/engines.ts';
import { OldBrowser } from '../../testing/legacy/old-browser.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { noAnnouncements } from '../config/announcements.ts';

describeOnEngines('what the owner has the server tell its clients (sync15.md §6, sync11.md §2.6)', (engine) => {
  let server: TestServer;
  let now = Date.now();
  let modern: StorageClient;
  let old: OldBrowser;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off' },
      overrides: { now: () => now },
    });
    modern = new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: 7 });
    old = await new OldBrowser(server.url).signUp();
  });
  afterAll(() => server.stop());

  const collections = () => modern.request('GET', '/info/collections');
  const oldCollections = () => old.sync('GET', '/info/collections');

  it('is nothing special on a new appliance', async () => {
    for (const { status, headers } of [await collections(), await oldCollections()]) {
      expect(status).toBe(200);
      for (const name of ['x-weave-backoff', 'x-weave-alert', 'retry-after']) {
        expect(new Headers(headers as Record<string, string>).get(name)).toBeNull();
      }
    }
  });

  it('is a backoff on every answer, good or bad, of storage, registration and token server', async () => {
    announce(server.ctx, { backoff: 120 });
    const answers = [
      await collections(),
      await fetch(`${server.url}/1.5/7/info/collections`),
      await fetch(`${server.url}/1.1/nobody/info/collections`),
      await fetch(`${server.url}/user/1.0/nobody`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 200]);
    for (const { headers } of answers) expect(headers.get('x-weave-backoff')).toBe('120');
    const token = await fetch(`${server.url}/token/1.0/sync/1.5`);
    expect([token.status, token.headers.get('x-backoff')]).toEqual([401, '120']);
    announce(server.ctx, noAnnouncements);
  });

  it('is a maintenance: 503 for both dialects before anything is looked up, and no node', async () => {
    announce(server.ctx, { maintenance: { until: now + 90_500 } });
    server.statements.length = 0;
    const answers = [
      await collections(),
      await modern.request('PUT', '/storage/bookmarks/one', { body: { payload: 'x' } }),
      await fetch(`${server.url}/1.5/7/info/collections`),
      await fetch(`${server.url}/1.1/${old.name}/info/collections`),
      await fetch(`${server.url}/1.0/${old.name}/storage/bookmarks/one`, { method: 'PUT', body: '{}' }),
    ];
    for (const { status, headers } of answers) {
      expect([status, headers.get('retry-after'), headers.get('x-weave-backoff')]).toEqual([503, '91', '91']);
      expect(Number(headers.get('x-weave-timestamp'))).toBeCloseTo(now / 1000, 1);
    }
    expect(server.statements).toEqual([]);
    const node = await fetch(`${server.url}/user/1.0/${old.name}/node/weave`);
    expect([node.status, await node.text()]).toEqual([200, 'null']);
    expect((await fetch(`${server.url}/user/1.0/nobody/node/weave`)).status).toBe(404);
    now += 91_000;
    expect((await collections()).status).toBe(200);
    expect((await oldCollections()).text).toBe('{}');
    expect(await (await fetch(`${server.url}/user/1.0/${old.name}/node/weave`)).text()).toBe(`${server.url}/`);
    announce(server.ctx, { maintenance: { until: null } });
    expect((await collections()).headers.get('retry-after')).toBe('1800');
    announce(server.ctx, noAnnouncements);
  });

  it('is an alert for clients of Sync 1.1, whose absence is the all-clear', async () => {
    const alert = JSON.stringify({ code: 'hard-eol', message: 'Adieu \\u00e0 tous', url: 'https://news.example/' });
    announce(server.ctx, { alert });
    expect((await oldCollections()).headers['x-weave-alert']).toBe(alert);
    expect((await collections()).headers.get('x-weave-alert')).toBeNull();
    announce(server.ctx, noAnnouncements);
    expect((await oldCollections()).headers['x-weave-alert']).toBeUndefined();
  });
});
