import { readFileSync } from 'node:fs';
import { type OptionName, options } from '../../src/config/options.ts';

/** A setting that a store's form asks for. */
export interface Variable {
  name: OptionName;
  label: string;
  /** Value that the form begins with. */
  value: string;
  required: boolean;
  /** Whether only experts see it. */
  advanced: boolean;
  description: string;
}

/** Names that a release fills in; until then they lead nowhere, so that nobody pulls what a stranger has put there. */
interface Names {
  /** Image in its registry, without a tag. */
  image: string;
  /** Address of the source's repository. */
  repository: string;
  /** Digest of the multi-architecture image. */
  digest: string;
  /** SHA-256 of the tarball without Node. */
  tarball: string;
}

const names = JSON.parse(readFileSync(new URL('names.json', import.meta.url), 'utf8')) as Names;

/** Where files of the repository can be fetched one by one. */
const raw = names.repository.startsWith('https://github.com/')
  ? `${names.repository.replace('github.com', 'raw.githubusercontent.com')}/main/docker/nas`
  : `${names.repository}/raw/main/docker/nas`;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const variable = (name: OptionName, label: string, rest: Partial<Variable> = {}): Variable => ({
  name,
  label,
  value: '',
  required: false,
  advanced: true,
  description: options[name].meaning,
  ...rest,
});

/**
 * What every app store is told. The packages are one container with SQLite, since each of these systems has a reverse
 * proxy and a certificate of its own.
 */
export const manifest = {
  id: 'foxden',
  name: 'Foxden',
  version,
  image: names.image,
  /** Digest of the released multi-architecture image; empty until then. */
  digest: names.digest,
  /** SHA-256 of the released tarball without Node; empty until then. */
  tarball: names.tarball,
  project: names.repository,
  raw,
  icon: `${raw}/icon.png`,
  thumbnail: `${raw}/thumbnail.png`,
  screenshots: [`${raw}/screenshot-1.png`, `${raw}/screenshot-2.png`, `${raw}/screenshot-3.png`],
  developer: 'Foxden',
  licence: 'MPL-2.0',
  architectures: ['amd64', 'arm64'],
  tagline: 'Your own Firefox accounts and sync',
  description:
    'A self-hosted server for Firefox Sync: accounts, token server, sync storage and pairing behind one host name, with no ' +
    'Mozilla server behind it. Bookmarks, passwords, history and tabs are encrypted in your browsers; the server never has the key.',
  /** What every store has to tell before the first use. */
  setUp:
    'Firefox needs an https address. Give this app a host name and a certificate with the reverse proxy of your system (let ' +
    'it pass WebSockets), or with Tailscale Serve, and enter that address as public URL. Then open it in Firefox.',
  /** Port that the container listens on, and where it is published unless a store says otherwise. */
  port: 8000,
  dataDir: '/data',
  /** Settings that are the same in every package. */
  environment: {
    FOXDEN_TLS: 'proxy',
    FOXDEN_TRUSTED_PROXIES: 'loopback,linklocal,uniquelocal',
  } satisfies Partial<Record<OptionName, string>>,
  variables: [
    variable('FOXDEN_PUBLIC_URL', 'Public URL', { required: true, advanced: false }),
    variable('FOXDEN_SIGNUPS', 'Who may sign up', { value: 'invite', advanced: false }),
    variable('FOXDEN_QUOTA_KB', 'Quota of each user in KiB', { value: '0' }),
    variable('FOXDEN_LOG_LEVEL', 'Log level', { value: 'info' }),
  ],
};

/** The image with its tag, and with its digest once there is one. */
export const pinnedImage = `${manifest.image}:${manifest.version}${manifest.digest && `@${manifest.digest}`}`;
