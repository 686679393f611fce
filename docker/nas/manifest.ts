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
  image: 'foxden/foxden',
  /** Digest of the released multi-architecture image, filled in by the release; empty until then. */
  digest: '',
  project: 'https://github.com/foxden/foxden',
  icon: 'https://raw.githubusercontent.com/foxden/foxden/main/docker/nas/icon.svg',
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
