import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commands } from './command-table.ts';
import { UsageError } from './commands/command.ts';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

const foxden = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

it.each(Object.entries(commands))('foxden %s can be loaded and tells how to use it', async (name, { load }) => {
  expect((await load()).help).toMatch(new RegExp(`^Usage: foxden ${name}\\b`));
});

it('lists all commands, and tells more about one', async () => {
  const { code, stdout } = await foxden('help');
  expect(code).toBe(0);
  for (const [name, { summary }] of Object.entries(commands))
    expect(stdout).toMatch(new RegExp(`^  ${name} +${summary}$`, 'm'));
  expect((await foxden('status', '--help')).stdout).toContain('Exit code: 0 running');
});

it('says what to write instead of a command that it does not know', async () => {
  expect(await foxden('start')).toMatchObject({ code: 2, stderr: expect.stringContaining('foxden help') });
  expect(await foxden('status', '--loud')).toMatchObject({
    code: 2,
    stderr: "Unknown option '--loud'.\nfoxden help status tells what may stand there.\n",
  });
});

it.each(Object.entries(commands))('foxden %s does nothing when there is too much on its line', async (_, { load }) => {
  const { run } = await load();
  for (const line of [['--nonsense'], ['nonsense', 'more', 'and more', 'and much more']]) {
    const error = await run(line).then(
      () => expect.fail('it took that'),
      (thrown) => thrown,
    );
    const isUsage = error instanceof UsageError || String(error.code).startsWith('ERR_PARSE_ARGS');
    expect(isUsage, String(error)).toBe(true);
  }
});
