import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { serverFull, startSource } from '../../testing/import/source-server.ts';
import { paleMoon } from '../../testing/legacy/client-profiles.ts';
import { LegacyClient } from '../../testing/legacy/legacy-client.ts';
import { encodeAgain, usernameOf } from '../../testing/legacy/names.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { CommandError, UsageError } from './command.ts';
import { importCommand } from './import.ts';

const password = 'Füchsin';
const salted = (name: string, algorithm: string) => {
  const digest = createHash(algorithm).update(`${password}saltsalt`).digest();
  return `{${name}}${Buffer.concat([digest, Buffer.from('saltsalt')]).toString('base64')}`;
};

// As former-verifier.test.ts has them.
const verifiers = {
  'scrypt@example.org':
    '{SSCRYPT}Fvs2Twnp+AeZDcA8DtaLL47amVK8U2qvvL9IpRcxyyz1xn1hEDlhUk2hxBc3Sk1h88tgkQluaQYNp6oPPDPG+XNhbHRzYWx0',
  'sha256@example.org': salted('SSHA-256', 'sha256'),
  'sha1@example.org': salted('SSHA', 'sha1'),
};

describeOnEngines('foxden import server-full', (engine) => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  async function run(env: Record<string, string>, ...args: string[]): Promise<string> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
    expect(await importCommand.run(['server-full', ...args])).toBe(0);
    return printed.join('\n');
  }

  it('lets old clients go on with their passwords, data and stamps, and stretches anew', async () => {
    const source = await startSource(engine);
    await source.run(...serverFull());
    const stamp = Math.floor(Date.now() / 10) - 100_000;
    for (const [i, [account, verifier]] of Object.entries(verifiers).entries()) {
      await source.insert('user', i + 1, usernameOf(account), verifier, account, 1, 1, '');
      await source.insert('collections', i + 1, 101, 'bookmarks');
      await source.insert('wbo', i + 1, 101, 'one', null, null, 7, stamp, '{"a":1}', 7, 2_100_000_000);
    }
    await source.close();
    const env = await engine.env();
    const from = ['--from', source.url];
    expect(await run(env, ...from, '--dry-run')).toContain('Would take over: 3 users, 3 records.');
    expect(await run(env, ...from, '--quota', '5120')).toContain('Taken over: 3 users, 3 records');
    expect(await run(env, ...from)).toContain('Left alone: 3 accounts');

    const server = await startTestServer(engine, { env });
    const kept = () =>
      server.ctx.db.query.selectFrom('legacy_users').select(['name', 'verifier']).orderBy('uid').execute();
    expect((await kept()).map(({ verifier }) => verifier)).toEqual(Object.values(verifiers));
    for (const account of Object.keys(verifiers)) {
      const client = new LegacyClient(paleMoon, { serverUrl: `${server.url}/`, account, password: 'wrong password' });
      await client.session.findNode();
      expect((await client.session.ask('GET', 'info/collections')).status).toBe(401);
      // A browser that was restarted long ago, as most will have been.
      client.session.password = encodeAgain(password);
      expect(JSON.parse((await client.session.get('info/collections')).body)).toEqual({ bookmarks: stamp / 100 });
      expect(JSON.parse((await client.session.get('storage/bookmarks?full=1')).body)).toEqual([
        { id: 'one', modified: stamp / 100, sortindex: 7, payload: '{"a":1}' },
      ]);
      expect(await client.quota()).toMatchObject({ allowed: 5120 });
      const later = await client.session.put('storage/bookmarks/two', { payload: 'x' });
      expect(Number(later.body)).toBeGreaterThan(stamp / 100);
      client.session.password = password;
      await client.session.get('info/collections');
      client.close();
    }
    expect((await kept()).every(({ verifier }) => verifier.startsWith('{FOXDEN-'))).toBe(true);
    await server.stop();
  });

  it('says how it is written, and refuses where there is no Sync 1.1', async () => {
    for (const args of [[], ['--from', 'x', '--quota', 'much'], ['--from', 'x', '--tokens', 'y']]) {
      await expect(importCommand.run(['server-full', ...args]), args.join(' ')).rejects.toThrow(UsageError);
    }
    await expect(importCommand.run(['syncserver', '--from', 'x', '--quota', '1'])).rejects.toThrow(UsageError);
    const env = { ...(await engine.env()), FOXDEN_LEGACY: 'off' };
    await expect(run(env, '--from', 'sqlite:x')).rejects.toThrow(CommandError);
  });
});
