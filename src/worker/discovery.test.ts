import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

describeOnEngines('discovery and health', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  it('names bases that clients can append to (accounts.md §1.1)', async () => {
    const response = await fetch(`${server.url}/.well-known/fxa-client-configuration`);
    expect(await response.json()).toEqual({
      auth_server_base_url: server.url,
      oauth_server_base_url: server.url,
      profile_server_base_url: `${server.url}/profile`,
      sync_tokenserver_base_url: `${server.url}/token`,
      pairing_server_base_uri: server.url.replace('http', 'ws'),
    });
  });

  it('answers the Dockerflow routes (sync15.md §16)', async () => {
    for (const path of ['/__heartbeat__', '/__lbheartbeat__', '/__version__']) {
      const response = await fetch(server.url + path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });
});
