import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { commitTime, layOutRelease, releaseVersion } from './release-tree.ts';

const run = promisify(execFile);

/**
 * Makes the release tarball for machines without Docker. The same commit gives the same bytes.
 *
 * @param folder - Where it is put.
 * @param options - `withNode`: with this machine's Node, for machines of the same kind. `tree`: a release that is laid out already.
 *   `level`: how hard it is compressed, 1 to 9.
 * @returns Path of the tarball.
 */
export async function makeTarball(
  folder: string,
  options: { withNode: boolean; tree?: string; level?: number },
): Promise<string> {
  const { withNode, tree, level = 6 } = options;
  const name = `foxden-${await releaseVersion()}`;
  const work = await mkdtemp(join(tmpdir(), 'foxden-release-'));
  const target = join(resolve(folder), `${name}${withNode ? `-${platform()}-${arch()}` : ''}.tar.gz`);
  try {
    if (tree === undefined) await layOutRelease(join(work, name), { withNode });
    else await run('cp', ['-al', resolve(tree), join(work, name)]);
    await mkdir(resolve(folder), { recursive: true });
    // One owner and one time for all files.
    const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${await commitTime()}`];
    await run('tar', ['-C', work, ...same, '--mode=u+rwX,go+rX,go-w', '-I', `gzip -${level}n`, '-cf', target, name]);
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
