import { fstatSync } from 'node:fs';
import winston from 'winston';
import { visible } from './visible.ts';

const colours: Record<string, string> = { error: '31', warn: '33', info: '32', debug: '90' };

/**
 * Format of the console: JSON for machines; for a terminal one readable line, the fields behind the message, a stack below. In
 * front of JSON for systemd's journal stands the severity (sd-daemon(3)), so that `journalctl -p warning` works.
 *
 * @param reader - Who looks at it.
 */
export function consoleFormat(reader: 'person' | 'program' | 'journal'): winston.Logform.Format {
  const json = winston.format.json({ deterministic: false });
  if (reader === 'program') return json;
  if (reader === 'journal') {
    const message = Symbol.for('message');
    const prefix = winston.format((entry) => ({
      ...entry,
      [message]: `<${priorities[entry.level]}>${entry[message]}`,
    }));
    return winston.format.combine(json, prefix());
  }
  return winston.format.printf(({ time, level, message, stream, stack, ...fields }) => {
    const rest = Object.entries(fields).map(([name, value]) => visible(`${name}=${show(value)}`));
    const parts = [String(time).slice(11, 19), `\x1b[${colours[level]}m${level.padEnd(5)}\x1b[0m`];
    if (stream !== 'main') parts.push(`(${stream})`);
    parts.push(visible(String(message)));
    if (rest.length > 0) parts.push(`\x1b[90m${rest.join(' ')}\x1b[0m`);
    return parts.join(' ') + (typeof stack === 'string' ? `\n${visible(stack)}` : '');
  });
}

/** Severities of syslog (RFC 5424 §6.2.1). */
const priorities: Record<string, number> = { error: 3, warn: 4, info: 6, debug: 7 };

/**
 * Tells who reads standard output.
 *
 * @param env - systemd names the journal's socket in JOURNAL_STREAM, as device:inode.
 */
export function readerOf(
  env: NodeJS.ProcessEnv,
  output: { isTTY?: boolean; fd: number },
): 'person' | 'program' | 'journal' {
  if (output.isTTY) return 'person';
  try {
    const { dev, ino } = fstatSync(output.fd);
    return env.JOURNAL_STREAM === `${dev}:${ino}` ? 'journal' : 'program';
  } catch {
    return 'program';
  }
}

const show = (value: unknown) => (typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value));
