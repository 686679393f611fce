import { hostname } from 'node:os';
import winston from 'winston';
import type { AuditTarget } from '../../config/audit.ts';
import type { LogRecord } from '../logger.ts';
import { redactFields } from '../redact.ts';
import { createRotatedFile } from '../rotated-file.ts';
import { formatCef, syslogHeader } from './cef.ts';
import { openSyslog } from './syslog.ts';

/** The log of who did what to whom, a CEF line for each event. */
export interface AuditLog {
  write(record: LogRecord): void;
  reopen(): void;
  close(): Promise<void>;
}

/**
 * Opens the audit log.
 *
 * @param options - `dir`, `keep`: as for all rotated files; `onTrouble` is called, with words, when lines can't be written.
 * @returns Undefined when it should be a file, but there are no log files.
 */
export function openAuditLog(
  target: AuditTarget,
  options: { dir: string | null; keep: number; onTrouble(level: 'error' | 'info', message: string): void },
): AuditLog | undefined {
  const host = hostname();
  const line = ({ message, time, fields }: LogRecord) => formatCef(message, time, redactFields(fields));
  if (target.kind === 'syslog') {
    const syslog = openSyslog(target, options.onTrouble);
    return {
      write: (record) => syslog.send(syslogHeader(record.time, host), line(record)),
      reopen() {},
      close: () => syslog.close(),
    };
  }
  if (options.dir === null) return undefined;
  const format = winston.format.printf(({ message }) => String(message));
  const file = createRotatedFile({ ...options, dir: options.dir, name: 'audit', format });
  return {
    write: (record) => file.write({ level: 'info', message: `${syslogHeader(record.time, host)} ${line(record)}` }),
    reopen: () => file.reopen(),
    close: () => file.close(),
  };
}
