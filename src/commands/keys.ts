import { rotateJwtKey } from '../config/rotate-jwt-key.ts';
import { secretsFile } from '../config/secrets.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, UsageError } from './command.ts';
import { commandConfig } from './with-context.ts';

const help = `Usage: foxden keys rotate

Makes a new key that signs access tokens. The one before is trusted for a day more, until its last token has run out. A running
Foxden notices by itself; nobody is signed out.`;

/** `foxden keys`. */
export const keys: Command = {
  help,
  async run(args) {
    if (args.length !== 1 || args[0] !== 'rotate') throw new UsageError(help);
    const config = commandConfig();
    const { kid, retired } = await rotateJwtKey(config, Date.now());
    await auditCommand(config, `keys rotate to ${kid}`);
    console.log(`Access tokens are signed with key ${kid} from now on; key ${retired} is retired.`);
    console.error(`Appliances that share the database need the new ${secretsFile(config)} too.`);
    return 0;
  },
};
