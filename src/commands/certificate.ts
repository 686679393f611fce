import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import type { CertificateEvent, TlsStatus } from '../control/tls-status.ts';
import { auditCommand } from './audit-command.ts';
import { certificateInWords } from './certificate-in-words.ts';
import { type Command, UsageError } from './command.ts';
import { day, table } from './table.ts';

const help = `Usage: foxden certificate [--json]
       foxden certificate order [--json]
       foxden certificate history [--json]

Says how the certificate of the running Foxden is, and what happens to it next.
order    gets a new one now, without waiting for its time. Authorities allow only some orders a week.
history  shows when which certificate came into service, and what went wrong.
Exit code: 0 when all is well, 1 when the certificate has a problem.`;

/** `foxden certificate`. */
export const certificate: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
    const [what = 'state', ...rest] = positionals;
    if (!['state', 'order', 'history'].includes(what) || rest.length > 0) throw new UsageError(help);
    const config = createConfig(readEnv(process.env));
    if (what === 'history') {
      const events = await askSupervisor<CertificateEvent[]>(config, 'GET /certificate/history');
      console.log(values.json ? JSON.stringify(events, null, 2) : historyInWords(events));
      return 0;
    }
    const status = await askSupervisor<TlsStatus>(config, what === 'order' ? 'POST /certificate' : 'GET /certificate');
    if (what === 'order') await auditCommand(config, 'certificate order');
    console.log(
      values.json ? JSON.stringify(status, null, 2) : certificateInWords(status, config.publicUrl).join('\n'),
    );
    return status.state === 'failing' ? 1 : 0;
  },
};

function historyInWords(events: CertificateEvent[]): string {
  if (events.length === 0) return 'Nothing has happened to the certificate yet.';
  return table([['WHEN', 'UNTIL', 'WHAT'], ...events.map(({ at, until = null, says }) => [day(at), day(until), says])]);
}
