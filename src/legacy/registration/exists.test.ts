import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { startTestServer } from '../../../testing/test-server.ts';

describeOnEngines('whether a name of Sync 1.1 is taken', (engine) => {
  it('is told by one byte, below either version and with slashes at the end', async () => {
    const server = await startTestServer(engine);
    for (const path of ['/user/1.0/a', '/user/1/a', '/user/1.0/A//']) {
      const response = await fetch(server.url + path);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('0');
      expect(response.headers.get('x-weave-timestamp')).toMatch(/^\d{10}\.\d\d$/);
    }
    await server.stop();
  });

  it('is 404 for what is no name, 405 for a method that is none', async () => {
    const server = await startTestServer(engine);
    for (const path of ['/user/1.0/joe@example.com', '/user/2.0/a', `/user/1.0/${'a'.repeat(33)}`, '/user/1.0/%ff']) {
      expect((await fetch(server.url + path)).status, path).toBe(404);
    }
    expect((await fetch(`${server.url}/user/1.0/a`, { method: 'PATCH' })).status).toBe(405);
    expect((await fetch(`${server.url}/user/1.0/a`, { method: 'HEAD' })).status).toBe(200);
    await server.stop();
  });

  it('has no address with FOXDEN_LEGACY=off', async () => {
    const server = await startTestServer(engine, { env: { FOXDEN_LEGACY: 'off' } });
    server.statements.length = 0;
    const response = await fetch(`${server.url}/user/1.0/a`, { headers: { accept: 'application/json' } });
    expect(response.status).toBe(404);
    expect(server.statements).toEqual(expect.not.arrayContaining([expect.stringContaining('legacy_')]));
    await server.stop();
  });
});
