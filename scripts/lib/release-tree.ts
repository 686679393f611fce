import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Folder of the repository. */
export const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a release has besides the program, its pages and its packages. */
const extras = [
  'package.json',
  'package-lock.json',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  '.env.example',
  '.npmrc',
  'docs',
  'docker/README.md',
  'docker/systemd',
  'docker/fail2ban',
  'docker/crowdsec',
  'docker/grafana',
];

/** Libraries that the official Node asks for and that a plain Debian doesn't have. */
const uncommonLibraries = /^\s*libatomic\.so\.1 => (\S+)/m;

/**
 * Lays out what runs on machines without Docker: the server's bundle, built pages, what of the packages stays beside them,
 * documents, systemd unit.
 *
 * @param tree - The new folder.
 * @param options - `withNode`: with this machine's Node, and what that needs beyond a plain Debian.
 */
export async function layOutRelease(tree: string, options: { withNode: boolean }): Promise<void> {
  for (const path of extras) await cp(join(repository, path), join(tree, path), { recursive: true });
  await run('npm', ['ci', '--omit=dev', '--ignore-scripts'], { cwd: tree });
  // Without Node it may be unpacked on any processor.
  const processor = options.withNode ? [process.arch] : [];
  await run('sh', [join(repository, 'docker/prune-packages'), join(tree, 'node_modules'), ...processor]);
  await run(process.execPath, [join(repository, 'scripts/build-server.mjs'), join(tree, 'dist/server')]);
  const vite = [join(repository, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'src/web/vite.config.ts'];
  await run(process.execPath, [...vite, '--logLevel', 'warn', '--outDir', join(tree, 'dist/web')], {
    cwd: repository,
  });
  if (!options.withNode) return;
  await mkdir(join(tree, 'node/bin'), { recursive: true });
  await cp(process.execPath, join(tree, 'node/bin/node'));
  await addLibraries(join(tree, 'node/lib'));
}

// GCC's runtime libraries may be passed on; their licence goes along.
async function addLibraries(folder: string): Promise<void> {
  const { stdout } = await run('ldd', [process.execPath]);
  const library = uncommonLibraries.exec(stdout)?.[1];
  if (!library) return;
  await cp(library, join(folder, 'libatomic.so.1'), { dereference: true });
  await cp('/usr/share/doc/libatomic1/copyright', join(folder, 'libatomic.copyright'), { dereference: true });
}

/** Version in package.json. */
export async function releaseVersion(): Promise<string> {
  return (JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Time of the commit that is released, in seconds: the time of every file, so that the same commit gives the same bytes. */
export async function commitTime(): Promise<string> {
  const { stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: repository });
  return stdout.trim();
}
