// Part of npm run check: what types, lint and format can't see. Prints each fault and ends with 1 when there are any.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wrongArrows } from './arrows.ts';
import { brokenCitations, readPlaces } from './citations.ts';
import { dependenciesWithoutReason, doubtfulLicences, type Lock } from './dependencies.ts';
import { outdatedFiles, reader } from './generated.ts';
import { type Names, strangeNames } from './names.ts';
import { missingPaths } from './paths.ts';
import { workflowFaults } from './workflows.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.css'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('scripts/check/'));
const known = readPlaces(root);
const faults = files.flatMap((file) => {
  const text = readFileSync(root + file, 'utf8');
  const citations = brokenCitations(file, text, known).map(
    ({ line, citation, reason }) =>
      `${file}:${line}: "${citation}": ${reason}. Cite file and heading, as in sync15.md §9.`,
  );
  const arrows = file.startsWith('src/') ? wrongArrows(file, text) : [];
  return [...citations, ...arrows.map(({ imports, reason }) => `${file} imports ${imports}: ${reason}.`)];
});
const json = (name: string) => JSON.parse(readFileSync(root + name, 'utf8'));
faults.push(
  ...doubtfulLicences(json('package-lock.json') as Lock),
  ...dependenciesWithoutReason(
    Object.keys((json('package.json') as { dependencies: object }).dependencies),
    readFileSync(`${root}docs/decisions/dependencies.md`, 'utf8'),
  ),
);
faults.push(...outdatedFiles(reader(root)));
const names = json('docker/nas/names.json') as Names;
const installedFrom = ['compose.yaml', 'docker', 'docs', '.github', '*.md'];
for (const file of execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...installedFrom], {
  cwd: root,
  encoding: 'utf8',
}).split('\n')) {
  if (!/\.(md|ya?ml|json|xml|toml|ts|env)$/.test(file)) continue;
  for (const name of strangeNames(readFileSync(root + file, 'utf8'), names)) {
    faults.push(`${file} names ${name}, which may be a stranger's. Such names come from docker/nas/names.json.`);
  }
}
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
for (const file of documents.split('\n').filter(Boolean)) {
  for (const { line, path } of missingPaths(file, readFileSync(root + file, 'utf8'), (path) =>
    existsSync(root + path),
  )) {
    faults.push(`${file}:${line} names ${path}, which isn't there.`);
  }
}
for (const file of execFileSync('git', ['ls-files', '--cached', '--others', '.github/workflows'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n')) {
  if (file === '') continue;
  faults.push(...(await workflowFaults(file, readFileSync(root + file, 'utf8'), (path) => existsSync(root + path))));
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
