import type { LogRecord } from './logger.ts';
import { isPlain, isPlainName, redactFields, redactText } from './redact.ts';

/** What is written of a record: all of it in one object, without secrets. */
export const logEntry = ({ time, level, stream, message, fields }: LogRecord) => ({
  time: new Date(time).toISOString(),
  level,
  stream,
  message: redactText(message),
  ...redactFields(fields),
});

/**
 * The same as a line of JSON, without its end. Every request has one, whose fields are numbers and short words: those are put
 * together here, which takes a third of the time.
 */
export function logLine(record: LogRecord): string {
  return plainLine(record) ?? JSON.stringify(logEntry(record));
}

function plainLine({ time, level, stream, message, fields }: LogRecord): string | undefined {
  if (!isPlain(message)) return undefined;
  let line = `{"time":"${isoTime(time)}","level":"${level}","stream":"${stream}","message":"${message}"`;
  for (const name in fields) {
    const value = fields[name];
    const last = lastPlainOf(name);
    if (last === undefined) return undefined;
    if (typeof value === 'number' && Number.isFinite(value)) {
      line += `,"${name}":${value}`;
    } else if (typeof value === 'string' && (value === last || isPlain(value))) {
      if (value !== last && lastPlain.has(name)) lastPlain.set(name, value);
      line += `,"${name}":"${value}"`;
    } else {
      return undefined;
    }
  }
  return `${line}}`;
}

// Fields are named in the source, so there are few names; and most of what they say is what they said before.
const lastPlain = new Map<string, string>();

/** The last plain word of a field with this name, or an empty one; undefined when the name itself is none. */
function lastPlainOf(name: string): string | undefined {
  const known = lastPlain.get(name);
  if (known !== undefined) return known;
  if (!isPlainName(name)) return undefined;
  if (lastPlain.size < 100) lastPlain.set(name, '');
  return '';
}

let second = { number: Number.NaN, text: '' };

/** As `toISOString`, which is asked once a second. */
function isoTime(time: number): string {
  const number = Math.floor(time / 1000);
  if (number !== second.number) second = { number, text: new Date(number * 1000).toISOString().slice(0, -4) };
  return `${second.text}${String(time - number * 1000).padStart(3, '0')}Z`;
}
