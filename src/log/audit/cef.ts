import { version } from '../../config/version.ts';
import type { LogFields } from '../logger.ts';
import { auditEvents } from './events.ts';

const longestValue = 512;

/**
 * Writes a security event as ArcSight CEF (sync11.md §5.5): a header of fixed fields, then what is known of the request, in
 * the order that the old Sync server had, then whatever else the event tells. Always one line.
 *
 * @param event - Name of the event, the line's signature.
 * @param time - ms; also told as `rt`, since a syslog date has neither year nor zone.
 * @param fields - Facts of the record: `uid`, `address`, `userAgent`, `method`, `path`, `host` and others.
 */
export function formatCef(event: string, time: number, fields: LogFields): string {
  const { words, severity } = auditEvents[event as keyof typeof auditEvents] ?? { words: event, severity: 5 };
  const { uid, address, userAgent, method, path, host, requestId, worker: _worker, ...others } = fields;
  const pairs: [string, unknown][] = [
    ['rt', time],
    ['cs1Label', 'requestClientApplication'],
    ['cs1', userAgent || 'none'],
    ['requestMethod', method],
    ['request', path],
    ['src', typeof address === 'string' ? address.replace(/^::ffff:(?=\d+\.)/, '') : undefined],
    ['dhost', host],
    ['suser', uid || 'none'],
    ['externalId', requestId],
    ...Object.entries(others),
  ];
  const extension = pairs
    .filter(([name, value]) => value !== undefined && value !== null && value !== '' && /^\w+$/.test(name))
    .map(([name, value]) => `${name}=${extensionValue(value)}`)
    .join(' ');
  const header = ['Foxden', 'foxden', version, event, words, severity].map((field) => headerField(`${field}`));
  return `CEF:0|${header.join('|')}|${extension}`;
}

const headerField = (text: string) =>
  clean(text)
    .replace(/[\\|]/g, '\\$&')
    .replace(/[\r\n]/g, ' ');

function extensionValue(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return clean(text.slice(0, longestValue)).replace(/[\\=]/g, '\\$&').replace(/\r/g, '\\r').replace(/\n/g, '\\n');
}

/** Without control characters except the two that are escaped: a value must not forge a line, or speak to a terminal. */
const clean = (text: string) => text.replace(/[\u2028\u2029]|(?![\r\n])\p{Cc}/gu, '');

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The line's beginning in files and on the wire (RFC 3164 §4.1.2): date in UTC and host.
 *
 * @param time - ms.
 */
export function syslogHeader(time: number, hostname: string): string {
  const [, month, date, clock] = /^\d+-(\d\d)-(\d\d)T(\S{8})/.exec(new Date(time).toISOString())!;
  return `${months[Number(month) - 1]} ${date!.replace(/^0/, ' ')} ${clock} ${hostname}`;
}
