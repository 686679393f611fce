import type { AddressInfo } from 'node:net';
import { createServer } from 'mysql2';
import { afterEach, expect, it } from 'vitest';
import { hasMariadb, type MariadbServer, startMariadb } from '../../testing/mariadb.ts';
import { serveFamily } from '../../testing/serve-family.ts';

const { spawn } = serveFamily();
let end: () => unknown = () => {};
afterEach(() => end());

/** A server that speaks the protocol and says that it is MySQL. Like MySQL it doesn't know MariaDB's settings. */
async function startMysql(version: string): Promise<string> {
  const server = (createServer as unknown as () => ReturnType<typeof createServer>)();
  server.on('connection', (connection) => {
    connection.on('error', () => {});
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: version,
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xffffff ^ 0x0800 ^ 0x0020,
    } as never);
    const answer = (statement: string) => {
      if (/wsrep/.test(statement)) {
        connection.writeError({ code: 1193, message: "Unknown system variable 'wsrep_sync_wait'" } as never);
      } else if (/SELECT/i.test(statement)) {
        const column = { catalog: 'def', schema: '', table: '', orgTable: '', name: 'v', orgName: '' };
        const kind = { characterSet: 45, columnLength: 255, columnType: 253, flags: 0, decimals: 0 };
        connection.writeColumns([{ ...column, ...kind }] as never);
        connection.writeTextRow([version] as never);
        (connection as unknown as { writeEof(): void }).writeEof();
      } else (connection as unknown as { writeOk(): void }).writeOk();
    };
    connection.on('query', answer);
    // The library's server sorts SET in here.
    connection.on('stmt_prepare', answer);
  });
  const raw = server as unknown as {
    listen(port: number, host: string, done: () => void): void;
    _server: { address(): AddressInfo };
  };
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
  end = () => (server as unknown as { close(): void }).close();
  return `mysql://foxden:secret@127.0.0.1:${raw._server.address().port}/foxden`;
}

it('refuses MySQL in words at the start', async () => {
  const served = await spawn({ FOXDEN_DATABASE_URL: await startMysql('8.4.2') });
  expect(await served.exited).toBe(1);
  expect(served.output()).toContain('says that it is 8.4.2. Foxden needs MariaDB 10.11 or newer');
  expect(served.output()).not.toMatch(/\n\s+at /);
});

it.skipIf(!hasMariadb())('refuses a server that takes next to nothing, and says what to set', async () => {
  const mariadb: MariadbServer = await startMariadb(['--max-allowed-packet=512K']);
  end = () => mariadb.stop();
  const served = await spawn({ FOXDEN_DATABASE_URL: await mariadb.createDatabase() });
  expect(await served.exited).toBe(1);
  expect(served.output()).toMatch(/no statement larger than 524288 bytes.*Set max_allowed_packet to at least \d+/);
});
