import { parseArgs } from 'node:util';
import { type Config, createConfig } from '../config/config.ts';
import { nameCommands } from '../config/installation.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import type { Status } from '../control/status.ts';
import { inWords } from '../failures/explain.ts';
import { offersKeyExchange } from '../legacy/key-exchange/offers-key-exchange.ts';
import { offersPairing } from '../pairing/hub-socket.ts';
import { age } from './age.ts';
import { announcementsInWords } from './announcements-in-words.ts';
import { formatBytes } from './bytes.ts';
import { certificateInWords } from './certificate-in-words.ts';
import type { Command } from './command.ts';
import { lookAtStock, type Stock } from './stock.ts';

/** `foxden status`, with the exit codes that the Linux Standard Base gives to service scripts. */
export const status: Command = {
  help: `Usage: foxden status [--json]

Says whether Foxden runs on the data dir (FOXDEN_DATA_DIR), and how its workers, certificate, database, disk and backups are.
Exit code: 0 running (or still starting), 1 ended without cleaning up, 3 not running, 4 unknown.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
    const config = createConfig(readEnv(process.env));
    const stock = await lookAtStock(config);
    try {
      const answer = await askSupervisor<Status>(config, 'GET /status');
      console.log(values.json ? JSON.stringify({ ...answer, ...stock }, null, 2) : allInWords(answer, stock, config));
      return 0;
    } catch (error) {
      if (values.json) console.log(JSON.stringify({ state: 'stopped', ...stock }, null, 2));
      console.error(nameCommands(inWords(error, config)));
      return error instanceof NotRunningError ? (error.crashed ? 1 : 3) : 4;
    }
  },
};

const states = {
  starting: (step?: string) => `is starting${step ? ` (${step})` : ''}, and does not answer requests yet, at`,
  ready: () => 'is running at',
  stopping: () => 'is stopping, at',
};

function allInWords(answer: Status, stock: Stock, config: Config): string {
  const {
    version,
    state,
    step,
    pid,
    startedAt,
    rss,
    address,
    database,
    logLevel,
    tls,
    workers,
    crashes,
    announcements,
  } = answer;
  const size = stock.databaseBytes === undefined ? '' : `, ${formatBytes(stock.databaseBytes)}`;
  const users = stock.users === undefined ? '' : ` Users: ${stock.users}.`;
  return nameCommands(
    [
      `Foxden ${version} ${states[state ?? 'ready'](step)} ${address} (process ${pid}, for ${age(startedAt)}, ${formatBytes(rss)}).`,
      `Database: ${database}${size}.${users} Log level: ${logLevel}. Worker crashes since the start: ${crashes}.`,
      ...stock.problems,
      ...announcementsInWords(announcements).filter((line) => !line.startsWith('No maintenance')),
      ...(tls ? certificateInWords(tls, config.publicUrl) : []),
      backupInWords(stock),
      diskInWords(stock, config),
      ...workers.map(workerInWords),
      ...pairingInWords(answer, config),
    ].join('\n'),
  );
}

function workerInWords({ pid, state, startedAt, stats }: Status['workers'][number]): string {
  const facts =
    stats && `${formatBytes(stats.rss)}, ${stats.connections} connections, ${stats.activeRequests} requests`;
  return `  worker ${pid}  ${state} for ${age(startedAt)}${facts ? `  ${facts}` : ''}`;
}

function pairingInWords({ pairingHub }: Status, config: Config): string[] {
  if (pairingHub !== undefined) return [`  pairing hub ${pairingHub}  running`];
  if (!offersPairing(config) && !offersKeyExchange(config)) return [];
  return ['  pairing hub: not running; it starts when somebody pairs a device, and ends afterwards'];
}

function backupInWords({ lastBackup }: Stock): string {
  if (!lastBackup) return 'Last backup: none. foxden backup makes one now.';
  return `Last backup: ${age(lastBackup.at)} ago, ${lastBackup.file}`;
}

function diskInWords({ diskFreeBytes }: Stock, { dataDir }: Config): string {
  if (diskFreeBytes === undefined) return `Disk of ${dataDir}: unknown.`;
  const alarm = diskFreeBytes < 200 * 1024 * 1024 ? ' That is too little: make room now.' : '';
  return `Disk of ${dataDir}: ${formatBytes(diskFreeBytes)} left.${alarm}`;
}
