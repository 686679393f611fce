import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What the tarball has besides the program, its pages and its packages. */
const extras = [
  'package.json',
  'package-lock.json',
  'LICENSE',
  'README.md',
  '.env.example',
  '.npmrc',
  'docker/systemd',
];

/**
 * Makes the release tarball for machines without Docker: sources (Node runs them as they are), built pages, production
 * packages, systemd unit. The same commit gives the same bytes.
 *
 * @param folder - Where it is put.
 * @param options - `withNode`: with this machine's Node, for machines of the same kind.
 * @returns Path of the tarball.
 */
export async function makeTarball(folder: string, options: { withNode: boolean }): Promise<string> {
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string };
  const name = `foxden-${version}`;
  const work = await mkdtemp(join(tmpdir(), 'foxden-release-'));
  const tree = join(work, name);
  const target = join(resolve(folder), `${name}${options.withNode ? `-${platform()}-${arch()}` : ''}.tar.gz`);
  try {
    for (const path of extras) await cp(join(repository, path), join(tree, path), { recursive: true });
    await run('npm', ['ci', '--omit=dev', '--ignore-scripts'], { cwd: tree });
    await cp(join(repository, 'src'), join(tree, 'src'), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts') && !path.endsWith('.tsx') && !/src\/testing(\/|$)/.test(path),
    });
    const vite = [join(repository, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'src/web/vite.config.ts'];
    await run(process.execPath, [...vite, '--logLevel', 'warn', '--outDir', join(tree, 'dist/web')], {
      cwd: repository,
    });
    if (options.withNode) {
      await mkdir(join(tree, 'node/bin'), { recursive: true });
      await cp(process.execPath, join(tree, 'node/bin/node'));
    }
    await mkdir(resolve(folder), { recursive: true });
    // One owner and one time for all files.
    const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${await commitTime()}`];
    await run('tar', ['-C', work, ...same, '--mode=u+rwX,go+rX,go-w', '-I', 'gzip -6n', '-cf', target, name]);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function commitTime(): Promise<string> {
  const { stdout } = await run('git', ['log', '-1', '--format=%ct'], { cwd: repository });
  return stdout.trim();
}
