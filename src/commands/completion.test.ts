import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../command-table.ts';
import { options } from '../config/options.ts';
import { commandWords } from './command-words.ts';
import { completionOf } from './completion.ts';
import { manOf } from './man.ts';

const dir = mkdtempSync(join(tmpdir(), 'foxden-completion-'));
let manual = '';

beforeAll(async () => {
  const log = vi.spyOn(console, 'log');
  for (const shell of ['bash', 'zsh', 'fish']) {
    log.mockImplementation((text: string) => writeFileSync(join(dir, shell), text));
    await completionOf(commands).run([shell]);
  }
  log.mockImplementation((text: string) => {
    manual = text;
  });
  await manOf(commands).run([]);
  log.mockRestore();
});
afterAll(() => rmSync(dir, { recursive: true, maxRetries: 10 }));

it('knows the words of every command from its own help', async () => {
  const words = Object.fromEntries((await commandWords(commands)).map((each) => [each.name, each]));
  expect(words.user!.subcommands).toEqual(
    expect.arrayContaining(['list', 'add', 'disable', 'enable', 'demote', 'quota']),
  );
  expect(words.node!.subcommands).toEqual(expect.arrayContaining(['list', 'add', 'drain']));
  expect(words.certificate!.subcommands).toEqual(['order', 'history']);
  expect(words.restore!.subcommands).toEqual([]);
  expect(words.restore!.flags).toContain('--passphrase-file');
  expect(words.status!.flags).toEqual(['--json', '--help']);
});

const hasShell = (name: string) => !spawnSync(name, ['--version']).error;
const asked: [string, string[]][] = [
  ['foxden ', ['status', 'user', 'completion', 'help']],
  ['foxden sta', ['status', 'stats']],
  ['foxden user dem', ['demote']],
  ['foxden restore --pass', ['--passphrase-file']],
];

describe.skipIf(!hasShell('bash'))('in bash', () => {
  it.each(asked)('completes %j', (line, expected) => {
    const words = line.split(' ');
    const program = `source ${join(dir, 'bash')}; COMP_WORDS=(${words.map((each) => `'${each}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _foxden; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = execFileSync('bash', ['-c', program], { encoding: 'utf8' }).trim().split('\n');
    expect(found).toEqual(expect.arrayContaining(expected));
    expect(found.every((each) => each.startsWith(words.at(-1)!))).toBe(true);
  });
});

describe.skipIf(!hasShell('fish'))('in fish', () => {
  it.each(asked)('completes %j', (line, expected) => {
    const program = `source ${join(dir, 'fish')}; complete -C '${line}'`;
    const found = execFileSync('fish', ['--no-config', '-c', program], {
      encoding: 'utf8',
      env: { ...process.env, HOME: dir },
    });
    const names = found.split('\n').map((each) => each.split('\t')[0]);
    expect(names).toEqual(expect.arrayContaining(expected));
  });
});

it.skipIf(!hasShell('zsh'))('is a script that zsh understands, and that registers itself', () => {
  const program = `autoload -U compinit; compinit -D -u; source ${join(dir, 'zsh')}; print $_comps[foxden]`;
  expect(execFileSync('zsh', ['-f', '-c', program], { encoding: 'utf8' }).trim()).toBe('_foxden');
});

it('has every command and every setting in the manual page', () => {
  for (const name of Object.keys(commands)) expect(manual).toContain(`.SS ${name.replaceAll('-', '\\-')}\n`);
  for (const name of Object.keys(options)) expect(manual).toContain(`.B ${name}\n`);
});

it.skipIf(!existsSync('/usr/bin/man') || !existsSync('/usr/bin/groff'))(
  'is a page that groff sets without a warning',
  () => {
    const { stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], { input: manual, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toContain('Run the server in this terminal.');
  },
);
