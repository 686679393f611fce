import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { releaseVersion, repository } from '../lib/release-tree.ts';
import type { Release } from './step.ts';

const digest = `sha256:${'d'.repeat(64)}`;
const base = `sha256:${'b'.repeat(64)}`;
let work: string;
let out: string;
let version: string;

// Stand-ins for the programs that speak with registries and with GitHub: each notes its arguments and what it reads, and
// answers what the step needs.
const standIn = `#!/usr/bin/env node
const fs = require('node:fs');
const args = process.argv.slice(2);
const name = require('node:path').basename(process.argv[1]);
const input = args.includes('--password-stdin') ? fs.readFileSync(0, 'utf8') : undefined;
fs.appendFileSync(process.env.CALLS, JSON.stringify({ name, args, input, epoch: process.env.SOURCE_DATE_EPOCH }) + '\\n');
if (args[1] === 'imagetools') console.log('${base}');
if (args[1] === 'build') fs.writeFileSync(args[args.indexOf('--metadata-file') + 1], '{"containerimage.digest":"${digest}"}');
if (args[0] === 'run') console.log('foxden ' + process.env.IMAGE_SAYS);
if (args[0] === 'sign-blob') fs.writeFileSync(args[args.indexOf('--bundle') + 1], '{}');
`;

interface Call {
  name: string;
  args: string[];
  input?: string;
  epoch?: string;
}

/** Runs one step as the workflow does, and returns the calls of other programs that it made. */
async function step(name: string, env: Record<string, string> = {}): Promise<Call[]> {
  const calls = join(work, 'calls');
  rmSync(calls, { force: true });
  await promisify(execFile)(process.execPath, [`scripts/release/${name}.ts`, '--out', out], {
    cwd: repository,
    env: {
      ...process.env,
      ...{ PATH: `${join(work, 'bin')}:${process.env.PATH}`, CALLS: calls, IMAGE_SAYS: version },
      ...{ FOXDEN_IMAGE: 'registry.test/own/foxden', FOXDEN_REPOSITORY: 'https://github.com/own/foxden' },
      ...{ FOXDEN_TAG: `v${version}`, FOXDEN_BRANCH: 'main' },
      ...env,
    },
  });
  if (!existsSync(calls)) return [];
  return readFileSync(calls, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Call);
}

beforeAll(async () => {
  version = await releaseVersion();
  work = mkdtempSync(join(tmpdir(), 'foxden-steps-'));
  out = join(work, 'release');
  mkdirSync(join(work, 'bin'));
  for (const name of ['docker', 'cosign', 'gh']) {
    writeFileSync(join(work, 'bin', name), standIn);
    chmodSync(join(work, 'bin', name), 0o755);
  }
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

it('a tag that is not the version, or a version without its section in the changelog, ends the release', async () => {
  await expect(step('notes', { FOXDEN_TAG: 'v99.0.0' })).rejects.toThrow(/The tag is v99.0.0, but package.json says/);
});

it('the later steps say which one has to be run before them', async () => {
  await expect(step('sign')).rejects.toThrow(/run scripts\/release\/image.ts first/);
  await expect(step('sign-in', { FOXDEN_REGISTRY_USER: 'me' })).rejects.toThrow(/Set FOXDEN_REGISTRY_PASSWORD/);
});

it('signs in to the registry of the image, with the password on no command line', async () => {
  const calls = await step('sign-in', { FOXDEN_REGISTRY_USER: 'me', FOXDEN_REGISTRY_PASSWORD: 'secret' });
  const args = ['login', 'registry.test', '--username', 'me', '--password-stdin'];
  expect(calls).toEqual([expect.objectContaining({ name: 'docker', args, input: 'secret' })]);
});

it('builds for both architectures from pinned base images, with SBOM and provenance', async () => {
  const calls = await step('image');
  const { args, epoch } = calls.find(({ args }) => args[1] === 'build')!;
  expect(args).toEqual(
    expect.arrayContaining(['linux/amd64,linux/arm64', '--sbom=true', '--provenance=mode=max', '--push']),
  );
  expect(args).toContain(`node:26-trixie-slim=docker-image://node:26-trixie-slim@${base}`);
  expect(args).toContain(`registry.test/own/foxden:${version}`);
  expect(args).toContain('registry.test/own/foxden:latest');
  expect(args).toContain('org.opencontainers.image.source=https://github.com/own/foxden');
  expect(Number(epoch)).toBeGreaterThan(1_700_000_000);
  const release = JSON.parse(readFileSync(join(out, 'release.json'), 'utf8')) as Release;
  expect(release).toEqual({
    image: 'registry.test/own/foxden',
    digest,
    bases: { 'node:26-trixie-slim': base, 'debian:trixie-slim': base },
  });
});

it('tries the pushed image on both architectures', async () => {
  const calls = await step('try-image');
  expect(calls.map(({ args }) => args[3])).toEqual(['linux/amd64', 'linux/arm64']);
  expect(calls.every(({ args }) => args.includes(`registry.test/own/foxden@${digest}`))).toBe(true);
  await expect(step('try-image', { IMAGE_SAYS: '0.0.0' })).rejects.toThrow(/says "foxden 0.0.0" instead of/);
});

it('signs image and archives, and publishes them with checksums and the section of the changelog', async () => {
  const tarball = `foxden-${version}.tar.gz`;
  for (const name of [tarball, 'foxden_amd64.deb']) writeFileSync(join(out, name), name);
  writeFileSync(join(out, 'notes.md'), '### Added\n- This.\n');
  const signed = await step('sign');
  expect(signed[0]!.args).toEqual(['sign', '--yes', `registry.test/own/foxden@${digest}`]);
  expect(signed.slice(1).map(({ args }) => args.at(-1))).toEqual([join(out, tarball), join(out, 'foxden_amd64.deb')]);

  const [published] = await step('publish');
  expect(published!.args.slice(0, 4)).toEqual(['release', 'create', `v${version}`, '--verify-tag']);
  const files = ['SHA256SUMS', tarball, 'foxden_amd64.deb', `${tarball}.sigstore.json`];
  expect(published!.args).toEqual(expect.arrayContaining(files.map((name) => join(out, name))));
  expect(execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' })).toContain('OK');
  const notes = readFileSync(published!.args[published!.args.indexOf('--notes-file') + 1]!, 'utf8');
  expect(notes).toContain('- This.');
  expect(notes).toContain(`registry.test/own/foxden@${digest}`);
  expect(notes).toContain(`node:26-trixie-slim@${base}`);
});

it("writes digest and checksum into the stores' packages, on the branch that the stores read", async () => {
  const origin = join(work, 'origin.git');
  const checkout = join(work, 'checkout');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: checkout,
      encoding: 'utf8',
    });
  mkdirSync(checkout);
  for (const path of ['docker/nas', 'src/config', 'src/crypto', 'src/log', 'package.json', 'README.md']) {
    cpSync(join(repository, path), join(checkout, path), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'));
  execFileSync('git', ['init', '-q', '--bare', origin]);
  git('init', '-q', '-b', 'main');
  git('add', 'docker', 'src', 'package.json', 'README.md');
  git('commit', '-qm', 'As tagged');
  git('remote', 'add', 'origin', origin);
  git('push', '-q', 'origin', 'main');
  git('checkout', '-q', '--detach');

  await step('store-packages', { FOXDEN_CHECKOUT: checkout });
  const at = (path: string) => git('show', `origin/main:${path}`);
  expect(JSON.parse(at('docker/nas/names.json'))).toMatchObject({ image: 'registry.test/own/foxden', digest });
  expect(at('docker/nas/synology/compose.yaml')).toContain(`image: registry.test/own/foxden:${version}@${digest}`);
  expect(at('README.md')).toContain('git clone https://github.com/own/foxden\n');
  expect(at('docker/nas/yunohost/manifest.toml')).toMatch(/sha256 = "[0-9a-f]{64}"/);
  expect(at('docker/nas/yunohost/manifest.toml')).not.toContain('0'.repeat(64));
  expect(git('log', '-1', '--format=%s', 'origin/main').trim()).toBe(
    `The packages of the app stores install ${version}`,
  );
});
