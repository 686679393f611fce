import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { rustStorage, rustTokens, startSource } from '../import/testing/source-server.ts';
import { describeOnEngines } from '../testing/engines.ts';

const run = promisify(execFile);
const program = new URL('../main.ts', import.meta.url).pathname;

describeOnEngines('foxden import and foxden node', (engine) => {
  const foxden = async (env: Record<string, string>, ...args: string[]) => {
    try {
      const { stdout } = await run(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env } });
      return { code: 0, text: stdout };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, text: stderr };
    }
  };

  it('fill a fresh Foxden from the command line, and list and drain its nodes', async () => {
    const source = await startSource(engine);
    await source.run(...rustStorage, ...rustTokens);
    await source.insert('nodes', 7, 3, 'https://old.example.org', 0, 1, 10, 0, 0);
    await source.insert('users', 41, 3, `${'a'.repeat(32)}@x`, 1, 'ab', 1, null, 7, null);
    await source.insert('bso', 41, 7, 'one', null, Date.now(), 'x', 1, Date.now() + 2_100_000_000_000);
    await source.close();
    const env = {
      ...(await engine.env()),
      FOXDEN_PUBLIC_URL: 'https://sync.example.org',
      FOXDEN_ACCOUNTS: 'mozilla',
    };
    const args = ['import', 'syncstorage-rs', '--from', source.url];
    expect(await foxden(env, ...args, '--dry-run')).toMatchObject({
      code: 0,
      text: expect.stringContaining('Would take over: 1 users, 1 records.'),
    });
    const imported = await foxden(env, ...args);
    expect(imported).toMatchObject({ code: 0, text: expect.stringContaining('Taken over: 1 users, 1 records') });
    expect(imported.text).toContain('from https://old.example.org to https://sync.example.org');
    expect(await foxden(env, ...args)).toMatchObject({ code: 1, text: expect.stringContaining('already has users') });
    const nodes = (await foxden(env, 'node', 'add', 'https://two.example.org', '--capacity', '50')).text.split('\n');
    expect(nodes.slice(1, 3).map((line) => line.split(/ {2,}/))).toEqual([
      ['https://sync.example.org', '1', 'any', 'open', 'this appliance'],
      ['https://two.example.org', '0', '50', 'open'],
    ]);
    expect((await foxden(env, 'node', 'drain', 'https://sync.example.org')).text).toContain('1 will move');
    expect(JSON.parse((await foxden(env, 'node', 'list', '--json')).text)).toHaveLength(2);
    for (const wrong of [['node'], ['node', 'drain'], ['node', 'list', 'x'], ['import', 'syncserver'], ['import']]) {
      expect(await foxden(env, ...wrong), wrong.join(' ')).toMatchObject({ code: 2 });
    }
  });
});
