import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './pinned-node.mjs';

const results = join(root, 'test-results/clients.jsonl');
const head = `# Clients

Which real programs were driven against this Foxden, and what they did. The table is written by the test run
(\`npm test -- --every-firefox\`); it is never edited by hand. ✓: every test of it passed. ✗: one failed. –: the client cannot
do it, or was not tried.

`;

/** Forgets the results of the last run. */
export const forgetClients = () => rmSync(results, { force: true });

/**
 * Makes the table of clients from what the tests have noted.
 *
 * @param {string} file - Where it goes, relative to the repository.
 */
export function writeClientTable(file) {
  if (!existsSync(results)) return;
  const lines = readFileSync(results, 'utf8').trim().split('\n');
  writeFileSync(join(root, file), clientTable(lines.map((line) => JSON.parse(line))));
}

/**
 * The table as Markdown: a row for each client, the newest version first, and a column for each action.
 *
 * @param {{ client: string, action: string, status: string }[]} noted - In any order; one that failed counts more than any that passed.
 */
export function clientTable(noted) {
  const actions = [...new Set(noted.map(({ action }) => action))];
  const clients = [...new Set(noted.map(({ client }) => client))].sort((a, b) =>
    b.localeCompare(a, 'en', { numeric: true }),
  );
  const cell = (client, action) => {
    const seen = noted.filter((one) => one.client === client && one.action === action).map(({ status }) => status);
    if (seen.includes('failed')) return '✗';
    return seen.includes('passed') ? '✓' : '–';
  };
  const row = (cells) => `| ${cells.join(' | ')} |\n`;
  const rows = clients.map((client) => row([client, ...actions.map((action) => cell(client, action))]));
  return head + row(['Client', ...actions]) + row(['---', ...actions.map(() => ':-:')]) + rows.join('');
}
