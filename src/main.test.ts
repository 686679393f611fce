import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

const foxden = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

it('lists all commands, and each can tell more about itself', async () => {
  const { code, stdout } = await foxden();
  expect(code).toBe(0);
  const names = [...stdout.matchAll(/^ {2}([\w-]+) {2,}\S/gm)].map(([, name]) => name!);
  expect(names).toContain('serve');
  for (const name of names) {
    const help = await foxden(name, '--help');
    expect(help, name).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: foxden ${name}`) });
  }
});

it('says what to write instead of a command that it does not know', async () => {
  expect(await foxden('start')).toMatchObject({ code: 2, stderr: expect.stringContaining('foxden help') });
  expect(await foxden('status', '--loud')).toMatchObject({ code: 2, stderr: expect.stringContaining("'--loud'") });
});
