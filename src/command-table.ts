import type { CommandEntry } from './commands/command.ts';

/** Every subcommand, loaded when it is called: `foxden status` should not pay for what `foxden serve` needs. */
export const commands: Record<string, CommandEntry> = {
  serve: {
    summary: 'run the server in this terminal',
    settings: 'own',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  status: {
    summary: 'say whether Foxden runs and how its workers are',
    settings: 'appliance',
    load: async () => (await import('./commands/status.ts')).status,
  },
  maintenance: {
    summary: 'close the storage for a while, or ask browsers to come less often',
    settings: 'appliance',
    load: async () => (await import('./commands/maintenance.ts')).maintenance,
  },
  restart: {
    summary: 'replace the workers of the running Foxden without dropping a request',
    settings: 'appliance',
    load: async () => (await import('./commands/restart.ts')).restart,
  },
  health: {
    summary: 'say whether Foxden and its database are well',
    settings: 'appliance',
    load: async () => (await import('./commands/health.ts')).health,
  },
  init: {
    summary: 'prepare the first start in containers',
    settings: 'own',
    load: async () => (await import('./commands/init.ts')).init,
  },
  user: {
    summary: 'add, list, lock out and delete users; help with forgotten passwords',
    settings: 'appliance',
    load: async () => (await import('./commands/user.ts')).user,
  },
  invite: {
    summary: 'make, list and revoke invitations',
    settings: 'appliance',
    load: async () => (await import('./commands/invite.ts')).invite,
  },
  'admin-link': {
    summary: "print the link that makes an account the administrator's",
    settings: 'appliance',
    load: async () => (await import('./commands/admin-link.ts')).adminLink,
  },
  pairing: {
    summary: 'show which networks "Pair a device" of Sync 1.1 has shut out, and let them in again',
    settings: 'appliance',
    load: async () => (await import('./commands/pairing.ts')).pairing,
  },
  certificate: {
    summary: 'show the certificate, order a new one now, tell its history',
    settings: 'appliance',
    load: async () => (await import('./commands/certificate.ts')).certificate,
  },
  keys: {
    summary: 'rotate the key that signs access tokens',
    settings: 'appliance',
    load: async () => (await import('./commands/keys.ts')).keys,
  },
  stats: {
    summary: 'show how much each user stores',
    settings: 'appliance',
    load: async () => (await import('./commands/stats.ts')).stats,
  },
  purge: {
    summary: 'remove what counts no more, now instead of within the hour',
    settings: 'appliance',
    load: async () => (await import('./commands/purge.ts')).purge,
  },
  settings: {
    summary: 'show every setting with the value that holds',
    settings: 'appliance',
    load: async () => (await import('./commands/settings.ts')).settings,
  },
  log: {
    summary: 'set the log level of the running Foxden',
    settings: 'appliance',
    load: async () => (await import('./commands/log.ts')).log,
  },
  node: {
    summary: 'spread users over several appliances',
    settings: 'appliance',
    load: async () => (await import('./commands/node.ts')).node,
  },
  import: {
    summary: 'take over users and data of another Sync server',
    settings: 'appliance',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  backup: {
    summary: 'save everything into one encrypted file',
    settings: 'appliance',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'bring back what a backup holds',
    settings: 'appliance',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  send: {
    summary: "open a page on one of a person's Firefoxes",
    // It reads those of the appliance itself, unless --server names another one.
    settings: 'none',
    load: async () => (await import('./commands/send.ts')).send,
  },
  completion: {
    summary: 'print what lets a shell complete commands',
    settings: 'none',
    load: async () => (await import('./commands/completion.ts')).completionOf(commands),
  },
  man: {
    summary: 'print the manual page',
    settings: 'none',
    load: async () => (await import('./commands/man.ts')).manOf(commands),
  },
  doctor: {
    summary: 'look for what is wrong and say what to do',
    settings: 'appliance',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
};
