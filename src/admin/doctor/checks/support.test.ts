import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { comparedOn, endOfLife } from '../end-of-life.ts';
import type { DoctorContext } from '../finding.ts';
import { checkSupport, look } from './support.ts';

const at = (date: string) => Date.parse(date);
const mariadb = (version: string) => ({ part: 'MariaDB', version, by: 'mariadb' }) as const;
let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
});

/** A database of this version, and what else the check looks at. */
const context = (name: string, rest: Partial<DoctorContext> = {}) =>
  ({ db: { engine: { version: async () => ({ name }) } }, now: Date.now, ...rest }) as unknown as DoctorContext;

it('says nothing long before the end, warns before it, and calls it a problem after it', () => {
  expect(look(mariadb('11.8.6'), at('2027-11-01'))).toEqual([]);
  expect(look(mariadb('11.8.6'), at('2028-05-01'))).toMatchObject([
    { state: 'warning', fix: expect.stringContaining('long-term support') },
  ]);
  expect(look(mariadb('11.8.6'), at('2028-06-05'))).toMatchObject([
    { state: 'problem', says: 'MariaDB 11.8.6 gets no security updates since 2028-06-04.' },
  ]);
});

it('takes the branch for what it is, and says nothing of one that it does not know', () => {
  expect(look(mariadb('10.1.48'), at('2027-01-01'))).toEqual([]);
  expect(look(mariadb('10.11.14'), at('2027-01-01'))).toEqual([]);
  expect(look(mariadb('13.3.1'), at('2040-01-01'))).toEqual([]);
  expect(look({ part: 'Debian', version: '11.9', by: 'debian' }, at('2027-01-01'))).toHaveLength(1);
});

it('every date is one, and what compose.yaml and the image begin with is supported on the day of the table', () => {
  for (const date of Object.values(endOfLife).flatMap((branches) => Object.values(branches))) {
    expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
  }
  const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
  for (const path of ['compose.yaml', 'docker/cluster/compose.yaml']) {
    const services: Record<string, { image: string }> = parse(read(path), { merge: true }).services;
    for (const { image } of Object.values(services)) {
      const [, name, branch] = /^(mariadb|nginx):([\d.]+)$/.exec(image) ?? [];
      if (name === undefined) continue;
      const date = endOfLife[name === 'nginx' ? 'Nginx' : 'MariaDB']![branch!];
      expect(at(date!), `${path}: ${image}`).toBeGreaterThan(at(comparedOn));
    }
  }
  const node = /^FROM node:(\d+)-trixie-slim\b/m.exec(read('docker/Dockerfile'))![1]!;
  expect(at(endOfLife['Node.js']![node]!)).toBeGreaterThan(at(comparedOn));
});

it('asks Node, the database, and in the image its Nginx', async () => {
  server = createServer((_request, response) => response.end('nginx 1.26.3\n'));
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const nginxVersion = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('FOXDEN_INSTALLATION', 'image');
  const findings = await checkSupport(context('MariaDB 10.5.29-MariaDB', { nginxVersion }));
  expect(findings.map(({ says }) => says)).toEqual([
    'MariaDB 10.5.29 gets no security updates since 2025-06-24.',
    'Nginx 1.26.3 gets no security updates since 2025-04-23.',
  ]);
  for (const { fix } of findings) expect(fix).toContain('docker compose pull --ignore-buildable');
});

it("leaves a distribution's own MariaDB to the distribution, and no Nginx is no fault", async () => {
  vi.stubEnv('FOXDEN_INSTALLATION', 'image');
  const [finding] = await checkSupport(
    context('MariaDB 10.5.29-MariaDB-0+deb11u1', { now: () => at(comparedOn), nginxVersion: 'http://127.0.0.1:1' }),
  );
  expect(finding).toMatchObject({ state: 'ok' });
  expect(finding!.says).toContain(`Node.js ${process.versions.node}`);
});
