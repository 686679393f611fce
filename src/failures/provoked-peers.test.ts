import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';
import { createConnection } from 'mysql2/promise';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runFoxden } from '../../testing/foxden-command.ts';
import { freePort } from '../../testing/free-port.ts';
import { hasMariadb, startMariadb } from '../../testing/mariadb.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { openSqlite } from '../database/sqlite-connection.ts';
import { alternativeNames, createKeyPair, day, privateKeyPem, randomSerial } from '../supervisor/tls/x509.ts';

// What others do to a Foxden: servers that it asks, and a newer Foxden that has had its data. Words, no stack, a next step.

let dir: string;
let data: string;
let env: Record<string, string>;
const servers: Server[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-peers-'));
  data = join(dir, 'data');
  env = { FOXDEN_DATA_DIR: data, FOXDEN_PUBLIC_URL: 'http://localhost:8000', FOXDEN_WORKERS: '1' };
  const served = await spawnServe({ ...env, FOXDEN_LISTEN: `127.0.0.1:${await freePort()}` });
  await served.waitFor(/Foxden is ready/);
  await served.stop();
});
afterAll(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
afterEach(() => {
  for (const each of servers.splice(0)) each.close();
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server with a certificate that is good for some days from now on, and whether this machine trusts it. */
async function secureServer(days: [from: number, until: number], host = 'localhost') {
  const keys = await createKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: ['another server'] }],
    notBefore: new Date(Date.now() + days[0] * day),
    notAfter: new Date(Date.now() + days[1] * day),
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true), alternativeNames(host)],
  });
  const cert = certificate.toString('pem');
  const port = await listening(createServer({ key: await privateKeyPem(keys), cert }, (_, response) => response.end()));
  const authority = join(dir, `${port}.pem`);
  writeFileSync(authority, cert);
  return { url: `https://localhost:${port}`, authority };
}

it.each<[string, () => Promise<{ url: string; authority?: string }>, RegExp]>([
  [
    'an expired certificate',
    () => secureServer([-400, -35]),
    /certificate of localhost:\d+ has expired.*[Cc]ompare the clock/,
  ],
  ['a certificate of tomorrow', () => secureServer([2, 90]), /certificate of localhost:\d+ is not valid yet.*clock/],
  ["another's certificate", () => secureServer([-1, 90], 'other.example.org'), /is for another name.*Use the name/],
  [
    'a certificate that nobody vouches for',
    async () => ({ url: (await secureServer([-1, 90])).url }),
    /does not trust the certificate of localhost:\d+:.*[Ii]nstall/,
  ],
  [
    'nobody at its port',
    async () => ({ url: `http://127.0.0.1:${await freePort()}` }),
    /Nothing listens at 127\.0\.0\.1/,
  ],
  ['a name that is not known', async () => ({ url: 'https://nowhere.invalid' }), /nowhere\.invalid.*(DNS|spelled)/],
  [
    'silence',
    async () => ({ url: `http://127.0.0.1:${await listening(createPlainServer(() => {}))}` }),
    /127\.0\.0\.1:\d+ does not answer in time.*firewall/,
  ],
  [
    'a connection that is cut off',
    async () => ({ url: `http://127.0.0.1:${await listening(createPlainServer((socket) => socket.destroy()))}` }),
    /connection to 127\.0\.0\.1:\d+ was cut off.*try again/,
  ],
  [
    'no TLS where there should be',
    async () => {
      const port = await listening(createPlainServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
      return { url: `https://localhost:${port}` };
    },
    /TLS with localhost:\d+ does not come about \(wrong version number\).*port/,
  ],
])('foxden node add says that the other side has %s', async (_, peer, words) => {
  const { url, authority } = await peer();
  const trust: Record<string, string> = authority === undefined ? {} : { NODE_EXTRA_CA_CERTS: authority };
  const { output, code } = await runFoxden(['node', 'add', url], { env: { ...env, ...trust } });
  expect(output).not.toMatch(/\n\s+at |node:internal|bug of Foxden/);
  expect(output).toMatch(words);
  expect(output).toContain('Nothing was changed');
  expect(code).toBe(1);
});

// A real server that says of itself what an older one, or MySQL, would say.
it.skipIf(!hasMariadb()).each(['10.6.21-MariaDB', '8.0.36'])(
  'a database server of version %s is refused in words, and nothing is made in it',
  async (version) => {
    const mariadb = await startMariadb([`--version=${version}`]);
    try {
      const url = await mariadb.createDatabase();
      const old = { ...env, FOXDEN_DATA_DIR: mkdtempSync(join(dir, 'old-')), FOXDEN_DATABASE_URL: url };
      for (const line of ['serve', 'user list', 'doctor']) {
        const { output, code } = await runFoxden(line.split(' '), { env: old });
        expect(output, line).toContain(`says that it is ${version}. Foxden needs MariaDB 10.11 or newer.`);
        expect(output, line).toMatch(/Upgrade it/);
        expect(output, line).not.toMatch(/\n\s+at /);
        expect(code, line).toBe(1);
      }
      const socket = new URL(url).searchParams.get('socket')!;
      const root = await createConnection({ socketPath: socket, user: 'root' });
      const [tables] = await root.query('SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = ?', [
        new URL(url).pathname.slice(1),
      ]);
      await root.end();
      expect(tables).toEqual([]);
    } finally {
      await mariadb.stop();
    }
  },
);

it('every command refuses data that a newer Foxden has had, and leaves it alone', async () => {
  const db = openSqlite(join(data, 'foxden.sqlite'));
  db.exec("INSERT INTO foxden_migrations (id, name, applied_at) VALUES (9999, 'of-the-future', 0)");
  db.close();
  for (const line of ['serve', 'user list', 'invite create', 'stats']) {
    const { output, code } = await runFoxden(line.split(' '), { env });
    expect(output, line).toMatch(/schema 9999.*knows only up to \d+.*Start the newer version again/);
    expect(output).not.toMatch(/\n\s+at /);
    expect(code, line).toBe(78);
  }
});
