import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { fillNames } from './names.ts';
import { releaseVersion, repository } from './release-tree.ts';

const root = mkdtempSync(join(tmpdir(), 'foxden-names-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('fills in the names of a release everywhere, and nothing else is left of the placeholders', async () => {
  for (const path of ['docker/nas', 'src/config', 'src/crypto', 'src/log', 'package.json', 'README.md']) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const digest = `sha256:${'a'.repeat(64)}`;
  const tarball = 'b'.repeat(64);
  const names = { image: 'ghcr.io/own/foxden', repository: 'https://github.com/own/foxden', digest, tarball };
  await fillNames(names, root);
  const found = (text: string) =>
    execFileSync('grep', ['-rlF', '--include=*', text, join(root, 'docker/nas')], { encoding: 'utf8' });
  expect(() => found('foxden.invalid')).toThrow();
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(readme).toContain('git clone https://github.com/own/foxden\n');
  expect(readme).not.toContain('The first release fills');
  const umbrel = readFileSync(join(root, 'docker/nas/umbrel/foxden-sync/docker-compose.yml'), 'utf8');
  expect(umbrel).toMatch(new RegExp(`image: ghcr.io/own/foxden:[\\d.]+@${digest}`));
  expect(readFileSync(join(root, 'docker/nas/yunohost/manifest.toml'), 'utf8')).toContain(tarball);
  expect(readFileSync(join(root, 'docker/nas/unraid/templates/foxden.xml'), 'utf8')).toContain(
    '<Icon>https://raw.githubusercontent.com/own/foxden/main/docker/nas/icon.png</Icon>',
  );
});

it.each([
  { image: 'foxden:1' },
  { image: 'ghcr.io/own/foxden:1' },
  { repository: 'http://github.com/own/foxden' },
  { digest: 'sha256:abc' },
])('refuses %o', async (wrong) => {
  const right = { image: 'ghcr.io/own/foxden', repository: 'https://github.com/own/foxden', digest: '', tarball: '' };
  await expect(fillNames({ ...right, ...wrong }, root)).rejects.toThrow();
});

it('the compose files build the image under the version of package.json', async () => {
  for (const path of ['compose.yaml', 'docker/cluster/compose.yaml']) {
    expect(readFileSync(join(repository, path), 'utf8')).toContain(
      `image: localhost/foxden:${await releaseVersion()}\n`,
    );
  }
});
