import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createApp } from '../../src/worker/app.ts';
import { allRoutes } from '../../testing/all-routes.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { seeds } from './seeds.ts';

// Aliases that run the same code, and what only answers that it is not there.
const aliases = /^\/storage\/1\.5|^\/1\/|^\/v1\/oauth\/(verify|introspect)/;

it('every route of the app has a request from which the fuzzer makes others', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'foxden-test-'));
  const server = await startTestServer({ name: 'sqlite', env: async () => ({ FOXDEN_DATA_DIR: dataDir }) });
  const routes = allRoutes(createApp(server.ctx)).filter(({ path }) => !aliases.test(path));
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
  const targets = seeds.map(({ method, target, proof }) => {
    const path = target.split('?')[0]!;
    return `${method} ${proof === 'storage' && !path.startsWith('/1.5/') ? `/1.5/1${path}` : path}`;
  });
  const isAsked = ({ method, path }: { method: string; path: string }) => {
    const pattern = path.startsWith('^')
      ? path.slice(1)
      : path.replaceAll(/\{?\/?[*:]\w+\}?/g, (name) =>
          name.includes('*') ? '(/.*)?' : name.startsWith('/') ? '/[^/]+' : '[^/]+',
        );
    const methods = method === 'PATCH' ? '[A-Z]+' : method;
    return targets.some((target) => new RegExp(`^${methods} ${pattern}$`).test(target));
  };
  expect(routes.length).toBeGreaterThan(100);
  expect(routes.filter((route) => !isAsked(route)).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
