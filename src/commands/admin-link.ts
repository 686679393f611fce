import { parseArgs } from 'node:util';
import { adminLinkFile, prepareAdminLink } from '../admin/admin-link.ts';
import { auditCommand } from './audit-command.ts';
import type { Command } from './command.ts';
import { requireOwnAccounts, requirePublicUrl, withContext } from './with-context.ts';

/** `foxden admin-link`. */
export const adminLink: Command = {
  help: `Usage: foxden admin-link [--another]

Prints the one-time link that makes an account the administrator's: open it in Firefox and sign up, or sign in if you have
an account already. When there is an administrator, --another makes a link for one more.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { another: { type: 'boolean', default: false } } });
    return withContext(async (ctx) => {
      requireOwnAccounts(ctx.config);
      const link = await prepareAdminLink(ctx, requirePublicUrl(ctx.config), values);
      if (link === null) {
        console.error('There is an administrator already. foxden admin-link --another makes a link for one more.');
        return 1;
      }
      await auditCommand(ctx.config, 'admin-link');
      console.log(link);
      console.error(`Good once. It is also in ${adminLinkFile(ctx.config)}, which only this user can read.`);
      return 0;
    });
  },
};
