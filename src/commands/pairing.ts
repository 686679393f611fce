import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import type { KeyExchangeStats } from '../legacy/key-exchange/key-exchange.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, UsageError } from './command.ts';
import { table } from './table.ts';

const help = `Usage: foxden pairing blocked [--json]
       foxden pairing unblock NETWORK | --all

"Pair a device" of Sync 1.1 (Pale Moon) shuts networks out for a while that ask too much of it or guess at its codes.

  blocked  shows which, why, and for how long
  unblock  lets one in again: an address, or a network as blocked shows it

FOXDEN_JPAKE_EXEMPT names networks that are never shut out; FOXDEN_JPAKE_LIMITS=observe only notes them.`;

const reasons = {
  requests: 'too many requests',
  channels: 'too many new pairings',
  mistakes: 'guessed at codes',
};

/** `foxden pairing`. */
export const pairing: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, all: { type: 'boolean' } },
    });
    const [action, network, ...rest] = positionals;
    const isComplete =
      action === 'blocked' ? !network && !values.all : action === 'unblock' && !network === !!values.all;
    if (!isComplete || rest.length > 0) throw new UsageError(help);
    if (network !== undefined && !isIP(network.replace(/\/64$/, ''))) {
      throw new UsageError(`"${network}" is neither an address nor a network as foxden pairing blocked shows it.`);
    }
    const config = createConfig(readEnv(process.env));
    const stats =
      action === 'unblock'
        ? await askSupervisor<KeyExchangeStats>(config, 'POST /pairing/unblock', { network })
        : await askSupervisor<KeyExchangeStats>(config, 'GET /pairing');
    if (action === 'unblock') await auditCommand(config, `pairing unblock ${network ?? '--all'}`);
    console.log(values.json ? JSON.stringify(stats, null, 2) : inWords(stats));
    return 0;
  },
};

function inWords({ blocked, onlyObserves }: KeyExchangeStats): string {
  if (blocked.length === 0) return 'No network is shut out.';
  const rows = blocked.map(({ network, reason, left }) => [
    network,
    reasons[reason],
    `${Math.ceil(left / 60_000)} min`,
  ]);
  const shown = table([['NETWORK', 'WHY', 'FOR'], ...rows]);
  return onlyObserves ? `${shown}\nNone of them is refused: FOXDEN_JPAKE_LIMITS=observe.` : shown;
}
