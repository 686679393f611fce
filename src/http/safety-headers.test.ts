import { describe, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer } from '../../testing/test-server.ts';
import type { Config } from '../config/config.ts';
import { mayDemandHttps } from './safety-headers.ts';

describe('https only', () => {
  it.each([
    ['proxy', 'https://sync.example.org', true],
    ['files', 'https://sync.example.org', true],
    ['lan', 'https://sync.example.org', false],
    ['acme', 'https://sync.example.org', false],
    ['proxy', 'https://nas.example.org:8443', false],
    ['proxy', 'http://sync.example.org', false],
    ['proxy', 'https://192.0.2.1', false],
    ['proxy', 'https://[2001:db8::1]', false],
    ['proxy', 'https://localhost', false],
    ['proxy', null, false],
  ])('with %s at %s: %s', (mode, publicUrl, expected) => {
    expect(mayDemandHttps({ publicUrl, tls: { mode } } as Config)).toBe(expected);
  });
});

describeOnEngines('headers of every answer', (engine) => {
  it('forbid guessing of types, say what may be kept, and demand https where that is safe', async () => {
    const server = await startTestServer(engine, { env: { FOXDEN_PUBLIC_URL: 'https://sync.example.org' } });
    const [masterSecret] = server.ctx.secrets.masterSecrets as [string];
    const publicUrl = 'https://sync.example.org';
    const storage = new StorageClient({ url: server.url, publicUrl, node: publicUrl, masterSecret, uid: 3 });
    const client = new FxaClient(server.url);
    const answers = {
      read: await storage.get('/info/collections'),
      write: await storage.put('/storage/bookmarks/a', { payload: 'x' }),
      missing: await storage.get('/storage/bookmarks/b'),
      stranger: await fetch(`${server.url}/1.5/3/info/collections`),
      token: await fetch(`${server.url}/token/1.0/sync/1.5`),
      account: await client.get('/account/status?uid=00000000000000000000000000000000'),
      refused: await client.post('/account/login', {}),
      profile: await fetch(`${server.url}/profile/v1/profile`),
      nothing: await fetch(`${server.url}/v1/nothing`),
      malformed: await fetch(`${server.url}/%ff`),
      page: await fetch(`${server.url}/signin`),
    };
    for (const [name, { headers }] of Object.entries(answers)) {
      expect([name, headers.get('x-content-type-options')]).toEqual([name, 'nosniff']);
      expect([name, headers.get('cache-control')]).toEqual([name, expect.stringContaining('no-store')]);
      expect([name, headers.get('strict-transport-security')]).toEqual([name, 'max-age=63072000']);
    }
    await server.stop();
  });
});
