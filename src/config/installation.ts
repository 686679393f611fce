import { root } from './programs.ts';

/** How this Foxden is installed, which decides how it is called and where it keeps things unless told. */
export interface Installation {
  /** What a person writes to call the command. */
  command: string;
  /** File with settings, as `addEnvFile` takes it. */
  envFile: string;
  dataDir: string;
}

const installations: Record<string, Installation> = {
  npm: { command: 'npx foxden', envFile: `-${root}.env`, dataDir: `${root}data` },
  image: { command: 'docker compose exec foxden foxden', envFile: '/dev/null', dataDir: '/data' },
  service: { command: 'foxden', envFile: '-/etc/foxden/foxden.env', dataDir: '/var/lib/foxden' },
};
const bare: Installation = { command: 'foxden', envFile: `-${root}.env`, dataDir: './data' };

/** Variables by which wrappers and units speak to this, and passwords that commands take; they are no settings. */
export const wrapperNames = [
  'FOXDEN_INSTALLATION',
  'FOXDEN_ENV_FILE',
  'FOXDEN_IMPORT_PASSWORD',
  'FOXDEN_SEND_PASSWORD',
];

/** Says how this Foxden is installed: its wrapper tells by FOXDEN_INSTALLATION, and FOXDEN_ENV_FILE names another file. */
export function installationOf(env: NodeJS.ProcessEnv): Installation {
  const known = installations[env.FOXDEN_INSTALLATION ?? ''] ?? bare;
  return { ...known, envFile: env.FOXDEN_ENV_FILE || known.envFile };
}

/** Names of all commands; a sentence about Foxden itself is no call. */
export const commandNames = [
  'serve',
  'status',
  'restart',
  'maintenance',
  'pairing',
  'health',
  'init',
  'user',
  'invite',
  'admin-link',
  'certificate',
  'keys',
  'stats',
  'purge',
  'log',
  'node',
  'import',
  'backup',
  'restore',
  'send',
  'doctor',
  'completion',
  'man',
  'help',
  'settings',
];
const called = new RegExp(
  `(?<![\\w./-]|exec |npx )foxden (?=(?:${commandNames.join('|')}|<command>|--version)(?![\\w-]))`,
  'g',
);

/**
 * Writes the commands that a text names as a person on this installation has to write them: `foxden status` becomes
 * `npx foxden status`.
 */
export const nameCommands = (text: string, env: NodeJS.ProcessEnv = process.env): string =>
  text.replace(called, `${installationOf(env).command} `);
