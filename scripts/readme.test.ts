import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const { repository } = JSON.parse(readFileSync(new URL('../docker/nas/names.json', import.meta.url), 'utf8'));
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** Which test runs each command of the README, and by which words one finds it there. */
const runBy: Record<string, [file: string, words: string]> = {
  [`git clone ${repository}`]: ['e2e/fresh-clone.spec.ts', "'clone', '-q', repository"],
  'cd foxden': ['e2e/fresh-clone.spec.ts', "join(folder, 'foxden')"],
  'npm start': ['e2e/fresh-clone.spec.ts', "'start'"],
  'npx foxden status': ['e2e/fresh-clone.spec.ts', "'status'"],
  'npx foxden doctor': ['e2e/fresh-clone.spec.ts', "'doctor'"],
  'npx foxden backup': ['e2e/fresh-clone.spec.ts', "'backup'"],
  'npx foxden help': ['e2e/fresh-clone.spec.ts', "'help'"],
  'npx foxden restore data/backups/FILE': ['e2e/fresh-clone.spec.ts', "'restore', `data/backups/"],
  'npx foxden invite create': ['e2e/fresh-clone.spec.ts', "'invite', 'create'"],
  'git pull': ['e2e/fresh-clone.spec.ts', "'pull'"],
  'cp .env.example .env': ['e2e/fresh-clone.spec.ts', "'cp', '.env.example', '.env'"],
  'docker compose up -d': ['e2e/compose.spec.ts', "'up', '-d'"],
  'docker compose exec -T foxden foxden restore - < FILE': ['e2e/compose.spec.ts', 'exec -T foxden foxden restore - <'],
  'docker compose pull --ignore-buildable && docker compose build --pull && docker compose up -d': [
    'e2e/compose.spec.ts',
    'docker compose pull --ignore-buildable && docker compose build --pull && docker compose up -d',
  ],
  'docker image prune -f': ['e2e/compose.spec.ts', 'docker image prune -f'],
  'docker compose down --volumes --rmi all': ['e2e/compose.spec.ts', 'docker compose down --volumes --rmi all'],
  'npx foxden import syncstorage-rs --from mysql://user@host/syncstorage --tokens mysql://user@host/tokenserver': [
    'e2e/fresh-clone.spec.ts',
    "'syncstorage-rs', '--from', storage.url, '--tokens'",
  ],
  'npx foxden import syncstorage-rs --from postgres://user@host/syncserver': [
    'src/commands/import.test.ts',
    'takes over from PostgreSQL',
  ],
  'npx foxden import syncserver --from sqlite:/path/to/syncserver.db': [
    'e2e/fresh-clone.spec.ts',
    "'syncserver', '--from', python.url",
  ],
  'npx foxden send https://example.org/article --account me@example.org --to "Pixel 9"': [
    'src/commands/send.test.ts',
    "runFoxden(['send', ...args]",
  ],
  'npx foxden init': ['e2e/fresh-clone.spec.ts', "'foxden', 'init'"],
  'npm test': ['.ci/run', 'npm --silent test'],
  'npm run check': ['.ci/run', 'npm run --silent check'],
  'npm run bench': ['e2e/fresh-clone.spec.ts', "'npm', 'run', 'bench'"],
};

const commands = [...read('README.md').matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
  block!
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== ''),
);

it('the README has commands', () => {
  expect(commands).toContain('npm start');
});

it.each([...new Set(commands)])('a test runs %s', (command) => {
  const [file, words] = runBy[command] ?? expect.fail('no test runs it: add one, and say here which');
  expect(read(file)).toContain(words);
});
