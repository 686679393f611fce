import type { Command } from './commands/command.ts';

/** Every subcommand, loaded when it is called: `foxden status` should not pay for what `foxden serve` needs. */
export const commands: Record<string, { summary: string; load: () => Promise<Command> }> = {
  serve: {
    summary: 'run the server in this terminal',
    load: async () => (await import('./supervisor/serve.ts')).serve,
  },
  status: {
    summary: 'say whether Foxden runs and how its workers are',
    load: async () => (await import('./commands/status.ts')).status,
  },
  restart: {
    summary: 'replace the workers of the running Foxden without dropping a request',
    load: async () => (await import('./commands/restart.ts')).restart,
  },
  health: {
    summary: 'say whether Foxden and its database are well',
    load: async () => (await import('./commands/health.ts')).health,
  },
  init: {
    summary: 'prepare the first start in containers',
    load: async () => (await import('./commands/init.ts')).init,
  },
  user: {
    summary: 'add, list, lock out and delete users; help with forgotten passwords',
    load: async () => (await import('./commands/user.ts')).user,
  },
  invite: {
    summary: 'make, list and revoke invitations',
    load: async () => (await import('./commands/invite.ts')).invite,
  },
  'admin-link': {
    summary: "print the link that makes an account the administrator's",
    load: async () => (await import('./commands/admin-link.ts')).adminLink,
  },
  keys: {
    summary: 'rotate the key that signs access tokens',
    load: async () => (await import('./commands/keys.ts')).keys,
  },
  stats: {
    summary: 'show how much each user stores',
    load: async () => (await import('./commands/stats.ts')).stats,
  },
  purge: {
    summary: 'remove what counts no more, now instead of within the hour',
    load: async () => (await import('./commands/purge.ts')).purge,
  },
  log: {
    summary: 'set the log level of the running Foxden',
    load: async () => (await import('./commands/log.ts')).log,
  },
  node: {
    summary: 'spread users over several appliances',
    load: async () => (await import('./commands/node.ts')).node,
  },
  import: {
    summary: 'take over users and data of another Sync server',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  backup: {
    summary: 'save everything into one encrypted file',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  restore: {
    summary: 'bring back what a backup holds',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  doctor: {
    summary: 'look for what is wrong and say what to do',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
};
