import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import fc from '../../testing/properties.ts';
import { addEnvFile, parseEnvFile } from './env-file.ts';

let dir: string | undefined;
afterEach(() => {
  if (dir) rmSync(dir, { recursive: true });
  dir = undefined;
});

it.each<[string, Record<string, string>]>([
  ['A=1\nB=2', { A: '1', B: '2' }],
  ['A=1\r\nB=two words\r\n', { A: '1', B: 'two words' }],
  ['# A=1\n; B=2\n\n  C = 3  \n', { C: '3' }],
  ['A=a<b>&c;$d*`e`(f)|g#h !', { A: 'a<b>&c;$d*`e`(f)|g#h !' }],
  ['A="a \\"b\\" \\$c \\\\ \\d"', { A: 'a "b" $c \\ \\d' }],
  ['A=\'a $b \\n "c"\'', { A: 'a $b \\n "c"' }],
  ['A="two\nlines"\nB=1', { A: 'two\nlines', B: '1' }],
  ['A=one \\\n  more\nB=1', { A: 'one   more', B: '1' }],
  ['A=a\\$b\\ ', { A: 'a$b ' }],
  ['A=Foxden <foxden@example.org>', { A: 'Foxden <foxden@example.org>' }],
  ['A=a"b"c', { A: 'a"b"c' }],
  ['A="a"b', { A: 'ab' }],
  ['A=1\nA=2', { A: '2' }],
  ['A=', { A: '' }],
  ['no sign\nA=1', { A: '1' }],
  ['# goes on? \\\nA=1', { A: '1' }],
])('reads %j as systemd does', (text, expected) => {
  expect(Object.fromEntries(parseEnvFile(text))).toEqual(expected);
});

// systemd reads environment.d with the same parser, before it replaces ${NAME}; so texts without a dollar sign can be compared.
const generator = '/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator';
it.skipIf(!existsSync(generator))('agrees with the parser of systemd itself', () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-env-'));
  const folder = join(dir, 'environment.d');
  mkdirSync(folder);
  const env = { XDG_CONFIG_HOME: dir, HOME: dir, PATH: process.env.PATH };
  const piece = fc.constantFrom(...'ab=\'"\\# ;\t\n\r<&*`', '\r\n', 'B=', '\\\n', '"x"', "'y'");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = `A=${pieces.join('')}\nZ=1\n`;
      writeFileSync(join(folder, '1.conf'), text);
      let printed = '';
      try {
        printed = execFileSync(generator, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      } catch {
        return; // It refuses the file as a whole, for a name that can't be one.
      }
      const ours = Object.fromEntries(parseEnvFile(text));
      for (const [, name, value] of printed.matchAll(
        /^([AB])=(\$'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\[\s\S])*"|[^\n]*)$/gm,
      )) {
        expect({ text, [name!]: ours[name!] }).toEqual({ text, [name!]: unquote(value!) });
      }
    }),
    { numRuns: 150 },
  );
});

function unquote(text: string): string {
  if (!/^\$?['"]/.test(text)) return text;
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/^\$?['"]|['"]$/g, '').replace(/\\([\s\S])/g, (_, c: string) => escapes[c] ?? c);
}

it('adds what is not set yet, paths as seen from the file, and tells which names can not be names', () => {
  dir = mkdtempSync(join(tmpdir(), 'foxden-env-'));
  const file = join(dir, '.env');
  writeFileSync(
    file,
    'FOXDEN_DATA_DIR=./mine\nFOXDEN_LOG_DIR=none\nFOXDEN_LISTEN=1\nFOXDEN_SMTP_URL_FILE=s\nexport X=1\n',
  );
  const env: NodeJS.ProcessEnv = { FOXDEN_LISTEN: '2' };
  expect(addEnvFile(env, file)).toEqual(['export X']);
  expect(env).toEqual({
    FOXDEN_DATA_DIR: join(dir, 'mine'),
    FOXDEN_LOG_DIR: 'none',
    FOXDEN_LISTEN: '2',
    FOXDEN_SMTP_URL_FILE: join(dir, 's'),
  });
  expect(addEnvFile({}, `-${file}x`)).toEqual([]);
  expect(() => addEnvFile({}, `${file}x`)).toThrow(/ENOENT/);
});
