import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { hasNginx, startNginx, type TestNginx } from './start-nginx.ts';

const upstreams = readFileSync(new URL('../docker/cluster/upstreams.conf', import.meta.url), 'utf8');

describe.skipIf(!hasNginx())('Nginx in front of two appliances (docker/cluster)', () => {
  let nginx: TestNginx;
  const appliances: Server[] = [];
  afterEach(() => {
    nginx?.stop();
    for (const server of appliances.splice(0)) server.close();
  });

  const appliance = async (name: string) => {
    const server = createServer((_request, response) => response.end(name));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    appliances.push(server);
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const ask = async (path: string) => (await fetch(`http://localhost:${nginx.http}${path}`)).text();

  it('uses both, but one for all pairings, and the other while that is away', async () => {
    const [one, two] = [await appliance('one'), await appliance('two')];
    const env = { FOXDEN_PUBLIC_URL: '', FOXDEN_TLS: 'proxy', FOXDEN_UPSTREAM: '$foxden_group' };
    nginx = await startNginx(env, upstreams.replaceAll('foxden1:8000', one).replaceAll('foxden2:8000', two));
    const paths = Array.from({ length: 10 }, (_, i) => `/1.5/${i}/info/collections`);
    expect(new Set(await Promise.all(paths.map(ask)))).toEqual(new Set(['one', 'two']));
    const legacy = ['/jpake/new_channel', '/jpake/ab3d', '/jpake/report', '/jpake'];
    const pairings = [
      ...legacy,
      '/v1/ws/',
      '/v1/ws',
      ...Array.from({ length: 10 }, (_, i) => `/v1/ws/${String(i).repeat(22)}`),
    ];
    expect(new Set(await Promise.all(pairings.map(ask)))).toEqual(new Set(['one']));

    appliances[0]!.closeAllConnections();
    appliances[0]!.close();
    await expect.poll(() => ask('/v1/ws/')).toBe('two');
    await expect.poll(() => ask('/v1/ws/0000000000000000000000')).toBe('two');
  });
});
