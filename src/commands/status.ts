import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor, NotRunningError } from '../control/control-client.ts';
import type { Status } from '../control/status.ts';
import { certificateInWords } from './certificate-in-words.ts';
import type { Command } from './command.ts';

/** `foxden status`, with the exit codes that the Linux Standard Base gives to service scripts. */
export const status: Command = {
  help: `Usage: foxden status [--json]

Says whether Foxden runs on the data dir (FOXDEN_DATA_DIR), and how its workers are.
Exit code: 0 running, 1 ended without cleaning up, 3 not running, 4 unknown.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
    try {
      const answer = await askSupervisor<Status>(createConfig(readEnv(process.env)), 'GET /status');
      console.log(values.json ? JSON.stringify(answer, null, 2) : inWords(answer));
      return 0;
    } catch (error) {
      console.error((error as Error).message);
      return error instanceof NotRunningError ? (error.crashed ? 1 : 3) : 4;
    }
  },
};

function inWords({ version, pid, startedAt, rss, address, database, logLevel, tls, workers, crashes }: Status): string {
  const lines = workers.map(({ pid, state, startedAt, stats }) => {
    const facts =
      stats && `${mebibytes(stats.rss)}, ${stats.connections} connections, ${stats.activeRequests} requests`;
    return `  worker ${pid}  ${state} for ${age(startedAt)}${facts ? `  ${facts}` : ''}`;
  });
  return [
    `Foxden ${version} is running at ${address} (process ${pid}, for ${age(startedAt)}, ${mebibytes(rss)}).`,
    `Database: ${database}. Log level: ${logLevel}. Worker crashes since the start: ${crashes}.`,
    ...(tls ? certificateInWords(tls) : []),
    ...lines,
  ].join('\n');
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;

function age(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
