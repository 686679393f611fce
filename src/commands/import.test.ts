import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import {
  rustStorage,
  rustStoragePostgres,
  rustTokens,
  type SourceServer,
  startPostgresSource,
  startSource,
} from '../../testing/import/source-server.ts';
import { hasPostgres, postgresUser, startPostgres } from '../../testing/postgres.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { controlPath } from '../control/control-path.ts';
import { type Command, UsageError } from './command.ts';
import { importCommand } from './import.ts';
import { node } from './node.ts';

describeOnEngines('foxden import and foxden node', (engine) => {
  let source: SourceServer;
  let env: Record<string, string>;
  let printed: string[];

  beforeEach(async () => {
    source = await startSource(engine);
    await source.run(...rustStorage, ...rustTokens);
    await source.insert('nodes', 7, 3, 'https://old.example.org', 0, 1, 10, 0, 0);
    await source.insert('users', 41, 3, `${'a'.repeat(32)}@x`, 1, 'ab', 1, null, 7, null);
    await source.insert('bso', 41, 7, 'one', null, Date.now(), 'x', 1, Date.now() + 2_100_000_000_000);
    await source.close();
    env = { ...(await engine.env()), FOXDEN_PUBLIC_URL: 'https://sync.example.org', FOXDEN_ACCOUNTS: 'mozilla' };
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const run = async (command: Command, ...args: string[]): Promise<string> => {
    printed.length = 0;
    await command.run(args);
    return printed.join('\n');
  };
  const takeOver = (...more: string[]) => run(importCommand, 'syncstorage-rs', '--from', source.url, ...more);

  it('fill a fresh Foxden, and list and drain its nodes', async () => {
    expect(await takeOver('--dry-run')).toContain('Would take over: 1 users, 1 records.');
    const report = await takeOver();
    expect(report).toContain('Taken over: 1 users, 1 records');
    expect(report).toContain('from https://old.example.org to https://sync.example.org');
    await expect(takeOver()).rejects.toThrow(/already has users/);
    const nodes = (await run(node, 'add', 'https://two.example.org', '--capacity', '50', '--unasked')).split('\n');
    expect(nodes.slice(1).map((line) => line.split(/ {2,}/))).toEqual([
      ['https://sync.example.org', '1', 'any', 'open', 'this appliance'],
      ['https://two.example.org', '0', '50', 'open'],
    ]);
    expect(await run(node, 'drain', 'https://sync.example.org', '--unasked')).toContain('1 will move');
    expect(JSON.parse(await run(node, 'list', '--json'))).toHaveLength(2);
  });

  it.skipIf(!hasPostgres())('takes over from PostgreSQL with a password that is not on the command line', async () => {
    const postgres = await startPostgres();
    const other = await startPostgresSource(await postgres.createDatabase());
    await other.run(...rustStoragePostgres(), ...rustTokens);
    await other.insert('nodes', 7, 3, 'https://sync.example.org', 0, 1, 10, 0, 0);
    await other.insert('users', 41, 3, `${'a'.repeat(32)}@x`, 1, 'ab', 1, null, 7, null);
    await other.insert('user_collections', 41, 7, new Date().toISOString(), 0, 0);
    await other.insert('bsos', 41, 7, 'one', null, 'x', new Date().toISOString(), '2090-01-01T00:00:00Z');
    const bare = new URL(other.url);
    bare.password = '';
    vi.stubEnv('FOXDEN_IMPORT_PASSWORD', postgresUser.password);
    const report = await run(importCommand, 'syncstorage-rs', '--from', bare.href);
    expect(report).toContain('Taken over: 1 users, 1 records');
    await other.close();
    await postgres.stop();
  });

  it('may work beside a running server where that does no harm', async () => {
    const server = await startTestServer(engine, { env });
    expect(await run(node, 'list')).toContain('https://sync.example.org');
    await server.stop();
  });

  it('refuse to import beside a running Foxden', async () => {
    const supervisor = createServer((_request, response) => response.end('{}'));
    const socket = controlPath({ dataDir: env.FOXDEN_DATA_DIR! })!;
    await new Promise<void>((resolve) => supervisor.listen(socket, resolve));
    await expect(takeOver()).rejects.toThrow(/Foxden is running. Stop it first/);
    supervisor.closeAllConnections();
    await new Promise((resolve) => supervisor.close(resolve));
  });

  it('say how they are written', async () => {
    for (const args of [[], ['drain'], ['list', 'x'], ['add', 'https://a.example', '--capacity', '0']]) {
      await expect(node.run(args), args.join(' ')).rejects.toThrow(UsageError);
    }
    for (const args of [[], ['syncserver'], ['sync11', '--from', 'sqlite:x'], ['syncserver', 'x', '--from', 'y']]) {
      await expect(importCommand.run(args), args.join(' ')).rejects.toThrow(UsageError);
    }
  });
});
