import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { commitTime, layOutRelease, releaseVersion, repository } from './release-tree.ts';

const run = promisify(execFile);
const own = join(repository, 'docker/debian');

/**
 * Makes the Debian package for machines of this machine's kind: Foxden with Node in /opt/foxden, the systemd service, the
 * command with its manual page and completion, settings in /etc/foxden/foxden.env.
 *
 * @param folder - Where it is put.
 * @param options - `tree`: a release with Node that is laid out already. `level`: how hard it is compressed, 1 to 9.
 * @returns Path of the package.
 */
export async function makeDeb(folder: string, options: { tree?: string; level?: number } = {}): Promise<string> {
  const { tree, level = 6 } = options;
  const version = await releaseVersion();
  const architecture = (await run('dpkg', ['--print-architecture'])).stdout.trim();
  const work = await mkdtemp(join(tmpdir(), 'foxden-deb-'));
  const target = join(resolve(folder), `foxden_${version}_${architecture}.deb`);
  try {
    const root = join(work, 'root');
    const code = join(root, 'opt/foxden');
    if (tree === undefined) await layOutRelease(code, { withNode: true });
    else await mkdir(dirname(code), { recursive: true }).then(() => run('cp', ['-al', resolve(tree), code]));
    const put = async (path: string, content: string | Buffer, mode = 0o644) => {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), content, { mode });
      await chmod(join(root, path), mode);
    };
    await put('usr/lib/systemd/system/foxden.service', await readFile(join(code, 'docker/systemd/foxden.service')));
    await put('etc/foxden/foxden.env', await readFile(join(own, 'foxden.env')), 0o640);
    await mkdir(join(root, 'usr/bin'), { recursive: true });
    await symlink('/opt/foxden/docker/systemd/foxden-command', join(root, 'usr/bin/foxden'));
    for (const [path, ...args] of printed) await put(path, await print(code, args));
    await put('usr/share/doc/foxden/copyright', await readFile(join(repository, 'LICENSE')));
    await put('usr/share/doc/foxden/changelog.gz', gzipSync(await readFile(join(repository, 'CHANGELOG.md'))));
    await put('DEBIAN/conffiles', '/etc/foxden/foxden.env\n');
    await put('DEBIAN/control', control({ version, architecture, size: await sizeInKib(root) }));
    for (const script of ['postinst', 'prerm', 'postrm']) {
      await cp(join(own, script), join(root, 'DEBIAN', script));
      await chmod(join(root, 'DEBIAN', script), 0o755);
    }
    await run('chmod', ['-R', 'u+rwX,go+rX,go-w', code]);
    await chmod(root, 0o755);
    await mkdir(resolve(folder), { recursive: true });
    const env = { ...process.env, SOURCE_DATE_EPOCH: await commitTime() };
    await run('dpkg-deb', ['--root-owner-group', '-Zgzip', `-z${level}`, '--build', root, target], { env });
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Files that the command itself prints. */
const printed: [path: string, ...args: string[]][] = [
  ['usr/share/man/man8/foxden.8.gz', 'man'],
  ['usr/share/bash-completion/completions/foxden', 'completion', 'bash'],
  ['usr/share/zsh/vendor-completions/_foxden', 'completion', 'zsh'],
  ['usr/share/fish/vendor_completions.d/foxden.fish', 'completion', 'fish'],
];

async function print(code: string, args: string[]): Promise<string | Buffer> {
  const env = { ...process.env, FOXDEN_INSTALLATION: 'service' };
  const { stdout } = await run(process.execPath, [join(code, 'dist/server/main.cjs'), ...args], { env });
  return args[0] === 'man' ? gzipSync(stdout) : stdout;
}

async function sizeInKib(root: string): Promise<string> {
  return (await run('du', ['-sk', root])).stdout.split('\t')[0]!;
}

function control({ version, architecture, size }: { version: string; architecture: string; size: string }): string {
  return `Package: foxden
Version: ${version}
Architecture: ${architecture}
Maintainer: Foxden <foxden@localhost>
Installed-Size: ${size}
Depends: libc6 (>= 2.28), libstdc++6, passwd, init-system-helpers (>= 1.54~)
Recommends: ca-certificates
Suggests: mariadb-server (>= 1:10.11), nginx
Section: net
Priority: optional
Description: Your own Firefox accounts and sync
 A self-hosted server for Firefox Sync: accounts, token server, sync storage and
 pairing behind one host name, with no Mozilla server behind it.
`;
}
