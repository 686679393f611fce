import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { askRaw } from '../../../testing/raw-http.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const token = 'a-token-that-only-prometheus-has';

describeOnEngines('metrics', (engine) => {
  let server: TestServer;
  const start = async (env: Record<string, string> = {}) => {
    server = await startTestServer(engine, { env });
  };
  const read = (headers: Record<string, string> = {}) => fetch(`${server.url}/metrics`, { headers });
  afterEach(() => server.stop());

  it('count requests by route and status, never by path', async () => {
    await start();
    await fetch(`${server.url}/1.5/4711/info/collections?secret=1`);
    await fetch(`${server.url}/__heartbeat__`);
    const response = await read();
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('version=0.0.4');
    expect(text).toMatch(
      /foxden_http_request_duration_seconds_count\{method="GET",route="\/__heartbeat__",status="200"\} 1/,
    );
    expect(text).toMatch(/route="\/1\.5\/[^"]*",status="401"\} 1/);
    expect(text).toMatch(/foxden_sql_statements_total [1-9]/);
    expect(text).toContain('process_resident_memory_bytes');
    // What is measured may have these digits by chance.
    const withoutValues = text.replaceAll(/ \S+$/gm, '');
    expect(withoutValues).not.toMatch(/4711|secret/);
  });

  it('are for this machine alone unless told otherwise, and not for what comes through a proxy on it', async () => {
    await start();
    expect((await read()).status).toBe(200);
    expect((await read({ 'x-forwarded-for': '127.0.0.1' })).status).toBe(403);
    expect((await read({ via: '1.1 proxy' })).status).toBe(403);
  });

  it('and not for who claims to ask this machine by a name of its own', async () => {
    await start({ FOXDEN_TRUSTED_PROXIES: 'loopback' });
    const { port } = new URL(server.url);
    const ask = (headers: string) =>
      askRaw(server.url, `GET /metrics HTTP/1.1\r\nConnection: close\r\n${headers}\r\n\r\n`);
    expect(await ask(`Host: sync.example.org\r\nX-Forwarded-Host: localhost`)).toContain(' 403 ');
    expect(await ask(`Host: localhost:${port}\r\nX-Forwarded-Proto: http`)).toContain(' 403 ');
    expect(await ask('Host: sync.example.org')).toContain(' 403 ');
    expect(await ask(`Host: [::1]:${port}`)).toContain(' 200 ');
  });

  it('are for who has the token', async () => {
    await start({ FOXDEN_METRICS_TOKEN: token });
    expect((await read()).status).toBe(403);
    expect((await read({ authorization: `Bearer ${token}x` })).status).toBe(403);
    expect((await read({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('are for allowed networks', async () => {
    await start({ FOXDEN_METRICS_ALLOW: '10.0.0.0/8', FOXDEN_TRUSTED_PROXIES: 'loopback' });
    expect((await read()).status).toBe(403);
    expect((await read({ 'x-forwarded-for': '10.2.3.4' })).status).toBe(200);
  });

  it('go with one access record for every request, which has no path, query or token', async () => {
    await start();
    await fetch(`${server.url}/v1/account/status?uid=quite-private`, { headers: { 'x-request-id': 'request-0001' } });
    await expect.poll(() => server.logs.filter(({ stream }) => stream === 'access')).toHaveLength(1);
    const [record] = server.logs.filter(({ stream }) => stream === 'access');
    expect(record).toMatchObject({
      level: 'info',
      fields: {
        method: 'GET',
        requestId: 'request-0001',
        bytes: expect.any(Number),
        address: expect.stringMatching(/127/),
      },
    });
    expect(JSON.stringify(record)).not.toContain('quite-private');
  });
});
