import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoEngine } from '../e2e/containers/no-engine.ts';
import { type PlainDebian, plainDebian } from '../e2e/containers/plain-debian.ts';
import { freePort } from '../testing/free-port.ts';
import { makeDeb } from './lib/deb.ts';
import { layOutRelease, repository } from './lib/release-tree.ts';
import { makeTarball } from './lib/tarball.ts';

/** Waits until a Foxden answers at this port of the machine. */
async function answers(port: number): Promise<void> {
  let answer: Response | undefined;
  for (let tries = 0; tries < 1800 && !answer?.ok; tries++) {
    answer = await fetch(`http://127.0.0.1:${port}/__heartbeat__`).catch(() => undefined);
    await sleep(100);
  }
  expect(await answer?.json()).toMatchObject({ status: 'Ok', database: 'Ok' });
}

const canHaveDebian = process.getuid?.() === 0 && existsSync('/usr/bin/mmdebstrap');

describe('what is released for machines without Docker', () => {
  let dir: string;
  let tree: string;
  let debian: PlainDebian;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'foxden-release-test-'));
    tree = join(dir, 'tree');
    mkdirSync(tree);
    await layOutRelease(tree, { withNode: true });
    if (!canHaveDebian) return;
    debian = await plainDebian().catch((error) => {
      throw error instanceof NoEngine ? new Error(error.message) : error;
    });
    // npm fetches the production packages, and a first run makes a Debian; with other tests beside it that takes minutes.
  }, 600_000);
  afterAll(async () => {
    await debian?.destroy();
    rmSync(dir, { recursive: true });
  });

  /** Moves a file into the Debian's /root and returns its path there. */
  function handOver(file: string): string {
    const path = `/root/${basename(file)}`;
    renameSync(file, join(debian.root, path));
    return path;
  }

  /** The same package once more, as if it were another version. */
  function asVersion(deb: string, version: string): string {
    const unpacked = join(dir, 'deb');
    const repacked = join(dir, `foxden_${version}.deb`);
    execFileSync('dpkg-deb', ['-R', deb, unpacked]);
    execFileSync('sed', ['-i', `s/^Version: .*/Version: ${version}/`, join(unpacked, 'DEBIAN/control')]);
    execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', unpacked, repacked]);
    rmSync(unpacked, { recursive: true });
    return repacked;
  }

  it.skipIf(!canHaveDebian)(
    'the tarball runs on a plain Debian, with its pages, its own Node and its command',
    async () => {
      const { run, start } = debian;
      const tarball = handOver(await makeTarball(dir, { withNode: true, tree, level: 1 }));
      await run(`mkdir -p /srv/foxden && tar -xzf ${tarball} -C /srv/foxden --strip-components=1 && rm ${tarball}`);
      const port = await freePort();
      const env = `FOXDEN_DATA_DIR=/srv/data FOXDEN_LISTEN=127.0.0.1:${port}`;
      const server = start(`exec env ${env} /srv/foxden/docker/systemd/foxden-command serve`);
      await answers(port);
      expect((await fetch(`http://127.0.0.1:${port}`, { headers: { Accept: 'text/html' } })).status).toBe(200);
      expect(await run(`${env} /srv/foxden/docker/systemd/foxden-command status`)).toContain('is running');
      server.kill('SIGKILL');
      await once(server, 'exit');
      await run('rm -r /srv/foxden');
    },
    600_000,
  );

  it.skipIf(!canHaveDebian)(
    'the package installs, runs, is upgraded, removed and purged on a plain Debian',
    async () => {
      const { run, start } = debian;
      const first = await makeDeb(dir, { tree, level: 1 });
      const second = handOver(asVersion(first, '99.0.0'));
      // All that it depends on is there; nothing here may start a service.
      await run('printf "#!/bin/sh\\nexit 101\\n" > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d');
      await run(`dpkg --force-unsafe-io -i ${handOver(first)}`);
      const settings = () => run('stat -c "%a %U %G" /etc/foxden/foxden.env; cat /etc/foxden/foxden.env');
      expect(await settings()).toMatch(/^640 root foxden\n/);
      expect(await run('stat -c "%a %U" /var/lib/foxden')).toBe('700 foxden\n');
      expect(await run('readlink /etc/systemd/system/multi-user.target.wants/foxden.service')).toContain(
        'foxden.service',
      );
      expect(await run('foxden --version')).toMatch(/^foxden \d/);

      const port = await freePort();
      await run(`printf 'FOXDEN_LISTEN=127.0.0.1:${port}\\n' >> /etc/foxden/foxden.env`);
      const asFoxden = 'setpriv --reuid foxden --regid foxden --clear-groups --no-new-privs foxden';
      const server = start(`exec ${asFoxden} serve`);
      await answers(port);
      expect(await run(`${asFoxden} status`)).toContain('is running');
      await run(`${asFoxden} invite create --note before`);
      server.kill('SIGKILL');
      await once(server, 'exit');

      await run(`dpkg --force-unsafe-io -i ${second}`);
      expect(await run('dpkg-query -W foxden')).toContain('99.0.0');
      expect(await settings()).toMatch(new RegExp(`^640 root foxden\n[^]*FOXDEN_LISTEN=127.0.0.1:${port}`));
      start(`exec ${asFoxden} serve`);
      await answers(port);
      expect(await run(`${asFoxden} invite list`)).toContain('before');

      await run('dpkg --remove foxden');
      expect(await run('ls -d /etc/foxden/foxden.env /var/lib/foxden/foxden.sqlite')).toContain('foxden.sqlite');
      expect(existsSync(join(debian.root, 'opt/foxden'))).toBe(false);
      expect(await run('dpkg --purge foxden 2>&1')).toContain('stay in /var/lib/foxden');
      expect(existsSync(join(debian.root, 'etc/foxden'))).toBe(false);
      expect(existsSync(join(debian.root, 'var/lib/foxden/foxden.sqlite'))).toBe(true);
    },
    600_000,
  );

  it.skipIf(!canHaveDebian)(
    "YunoHost's scripts install, upgrade, save, remove and restore it, with stand-ins for its helpers",
    async () => {
      const { run, root } = debian;
      const nas = join(repository, 'docker/nas');
      cpSync(join(nas, 'yunohost'), join(root, 'root/foxden_ynh'), { recursive: true });
      cpSync(join(nas, 'testing/yunohost-life.sh'), join(root, 'root/life.sh'));
      mkdirSync(join(root, 'usr/share/yunohost'), { recursive: true });
      cpSync(join(nas, 'testing/yunohost-helpers.sh'), join(root, 'usr/share/yunohost/helpers'));
      // Node is YunoHost's there, and the release comes without.
      cpSync(join(tree, 'node/bin/node'), join(root, 'opt/node/bin/node'));
      cpSync(join(tree, 'node/lib/libatomic.so.1'), join(root, 'usr/lib/libatomic.so.1'));
      const source = join(root, 'root/source.tar.gz');
      execFileSync('tar', ['-C', dir, '--exclude=tree/node', '-I', 'gzip -1', '-cf', source, 'tree']);
      const said = await run(`mkdir -p /home/yunohost.app && bash /root/life.sh ${await freePort()} 2>&1`);
      expect(said).toContain('The package has lived.');
    },
    600_000,
  );

  it('has no test and no development package, and every file that its documents name', () => {
    expect(existsSync(join(tree, 'testing'))).toBe(false);
    expect(existsSync(join(tree, 'node_modules/vitest'))).toBe(false);
    for (const path of ['dist/server/main.cjs', 'docs/clients.md', 'docker/README.md', 'docker/systemd/README.md']) {
      expect(existsSync(join(tree, path)), path).toBe(true);
    }
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).error)('has a unit that systemd understands', () => {
    const unit = join(tree, 'docker/systemd/foxden.service');
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', unit], { encoding: 'utf8' });
    // The program is not installed where the unit expects it.
    expect(
      stderr.split('\n').filter((line) => line.includes('foxden.service') && !line.includes('not executable')),
    ).toEqual([]);
  });
});
