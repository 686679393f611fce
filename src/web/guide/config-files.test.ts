import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autoConfig, command, userJs } from './config-files.ts';

const address = 'https://foxden.example.org';
const line = `user_pref("identity.fxaccounts.autoconfig.uri", "${address}");`;

describe('the command for a terminal', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'foxden-profile-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const run = (folder: string, to = address) =>
    execFileSync('/bin/sh', ['-c', command('linux', to, folder)], { env: { PATH: process.env.PATH, HOME: home } });
  const profile = (name: string) => {
    mkdirSync(join(home, name), { recursive: true });
    return join(home, name);
  };
  const read = (folder: string) => readFileSync(join(folder, 'user.js'), 'utf8');

  it('writes the address into a profile that has no such file', () => {
    const folder = profile('ab.default-release');
    run(folder);
    expect(read(folder)).toBe(`${line}\n`);
  });
  it('keeps what else is in there, and replaces another address', () => {
    const folder = profile('ab.default-release');
    const other = 'user_pref("browser.startup.page", 3);';
    writeFileSync(
      join(folder, 'user.js'),
      `user_pref("identity.fxaccounts.autoconfig.uri", "https://old.example");\n${other}`,
    );
    run(folder);
    run(folder);
    expect(read(folder)).toBe(`${other}\n${line}\n`);
  });
  it('takes folders with blanks and quotation marks, and does what they say nowhere', () => {
    const folder = profile(`Application Support/it's $(touch evil) "x"; touch evil`);
    run(folder);
    expect(read(folder)).toBe(`${line}\n`);
  });
  it('finds the home folder', () => {
    const folder = profile('Library/Application Support/Firefox');
    run('~/Library/Application Support/Firefox');
    expect(read(folder)).toBe(`${line}\n`);
  });
  it('writes nothing where there is no such folder', () => {
    expect(() => run(join(home, 'nowhere'))).toThrow();
  });
  it('lets Firefox use http where the address has no https', () => {
    const folder = profile('ab.default-release');
    run(folder, 'http://localhost:8000');
    run(folder, 'http://localhost:8000');
    expect(read(folder)).toBe(
      'user_pref("identity.fxaccounts.autoconfig.uri", "http://localhost:8000");\nuser_pref("identity.fxaccounts.allowHttp", true);\n',
    );
  });
});

// There is no PowerShell where tests run: the text is what was read against the rules of Windows PowerShell 5.1. An error that is
// told to Stop ends the whole line; `,` binds closer than `+`; WriteAllLines writes UTF-8 without a mark at its beginning, which
// Firefox could not read.
describe('the command for PowerShell', () => {
  it('ends before it writes where there is no such folder, keeps other lines, and writes what Firefox reads', () => {
    expect(command('windows', address, 'C:\\Profiles\\ab.default-release')).toBe(
      [
        "$file = Join-Path (Resolve-Path -LiteralPath 'C:\\Profiles\\ab.default-release' -ErrorAction Stop).ProviderPath 'user.js'",
        "$kept = @(if (Test-Path -LiteralPath $file) { [IO.File]::ReadAllLines($file) | Where-Object { $_ -notmatch 'identity\\.fxaccounts\\.(autoconfig\\.uri|allowHttp)' } })",
        `[IO.File]::WriteAllLines($file, [string[]]($kept + '${line}'))`,
      ].join('; '),
    );
  });
  it('adds both settings over http', () => {
    expect(command('windows', 'http://localhost:8000', 'C:\\x')).toContain(
      `($kept + 'user_pref("identity.fxaccounts.autoconfig.uri", "http://localhost:8000");', 'user_pref("identity.fxaccounts.allowHttp", true);'))`,
    );
  });
  it.each([
    [`C:\\it's`, `'C:\\it''s'`],
    ['C:\\l’été‘‚‛', `'C:\\l’’été‘‘‚‚‛‛'`],
    ['C:\\$(calc) `x` "y"; calc', `'C:\\$(calc) \`x\` "y"; calc'`],
  ])('takes %s for a name and nothing else', (folder, quoted) => {
    expect(command('windows', address, folder)).toContain(`-LiteralPath ${quoted} -ErrorAction`);
  });
});

describe('the files', () => {
  it('hold the address as one setting', () => {
    expect(userJs(address)).toBe(line);
    expect(autoConfig(address).map(({ path }) => path)).toEqual(['defaults/pref/autoconfig.js', 'mozilla.cfg']);
    expect(autoConfig(address)[1]!.content).toBe(
      `// Foxden\nlockPref("identity.fxaccounts.autoconfig.uri", "${address}");`,
    );
  });
});
