import { parseArgs } from 'node:util';
import type { Announcements } from '../config/announcements.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import { announcementsInWords } from './announcements-in-words.ts';
import { auditCommand } from './audit-command.ts';
import { type Command, UsageError } from './command.ts';
import { parseTime } from './parse-time.ts';

const help = `Usage: foxden maintenance [--json]
       foxden maintenance on [--until TIME] | off
       foxden maintenance backoff SECONDS | off
       foxden maintenance alert TEXT [--ends soft|hard --url URL] | off

Tells browsers to leave the server in peace. Without a word it shows what they are told now; it holds over a restart.

  on       closes the storage of all clients: they are told to come back later (503), and lose nothing. Sign-in goes on.
           --until 23:30 or --until 2026-12-01T06:00 opens it again by itself, and tells them how long to wait.
  backoff  lets browsers sync, and asks them to wait so many seconds before they do so again
  alert    shows a message in clients of Sync 1.1 (Pale Moon). With --ends it announces the end of the service: soft warns,
           hard makes them sync once a week; URL is the page that explains it. Without, they only write it to their log.`;

/** `foxden maintenance`. */
export const maintenance: Command = {
  help,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        until: { type: 'string' },
        ends: { type: 'string' },
        url: { type: 'string' },
      },
    });
    const config = createConfig(readEnv(process.env));
    const changes = positionals.length === 0 ? undefined : changesOf(positionals, values);
    const announced = changes
      ? await askSupervisor<Announcements>(config, 'PUT /announcements', changes)
      : await askSupervisor<Announcements>(config, 'GET /announcements');
    if (changes) await auditCommand(config, `maintenance ${positionals.slice(0, 2).join(' ')}`);
    console.log(values.json ? JSON.stringify(announced, null, 2) : announcementsInWords(announced).join('\n'));
    return 0;
  },
};

interface Values {
  until?: string;
  ends?: string;
  url?: string;
}

function changesOf([what, value, ...rest]: string[], { until, ends, url }: Values): Partial<Announcements> {
  if (rest.length > 0) throw new UsageError(help);
  const isAlert = what === 'alert' && value !== undefined && value !== 'off';
  if ((until !== undefined && what !== 'on') || ((ends ?? url) !== undefined && !isAlert)) throw new UsageError(help);
  if (what === 'on' && value === undefined) {
    return { maintenance: { until: until === undefined ? null : parseTime(until, Date.now()) } };
  }
  if (what === 'off' && value === undefined) return { maintenance: null };
  if (what === 'backoff' && value !== undefined) return { backoff: value === 'off' ? null : parseSeconds(value) };
  if (what === 'alert' && value !== undefined) return { alert: isAlert ? alertOf(value, ends, url) : null };
  throw new UsageError(help);
}

function parseSeconds(text: string): number {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > 604_800)
    throw new UsageError('SECONDS must be a whole number from 1 to 604800 (a week).');
  return seconds;
}

/** The header's text: ASCII, which JSON can do for any message (sync11.md §2.6). */
function alertOf(message: string, ends: string | undefined, url: string | undefined): string {
  if (ends === undefined && url === undefined) {
    if (!/^[ -~]{1,1000}$/.test(message))
      throw new UsageError('Without --ends the text must be of letters without accents.');
    return message;
  }
  if ((ends !== 'soft' && ends !== 'hard') || !url || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new UsageError(
      'The end of the service is announced with --ends soft or --ends hard, and --url with a web page.',
    );
  }
  const json = JSON.stringify({ code: `${ends}-eol`, message, url: new URL(url).href });
  const alert = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (alert.length > 1000) throw new UsageError('The message is too long; put the details on the page.');
  return alert;
}
