import winston from 'winston';
import type { AuditTarget } from '../config/audit.ts';
import { openAuditLog } from './audit/audit-log.ts';
import { consoleFormat, readerOf } from './console-format.ts';
import { logEntry } from './log-entry.ts';
import type { LogRecord, LogStream } from './logger.ts';
import { createRotatedFile, type RotatedFile } from './rotated-file.ts';

/** Writes records to the console and to rotated files. Only the supervisor has one. */
export interface LogWriter {
  write(record: LogRecord): void;
  /** Writes lines of the access log that a worker has made ready (log-entry.ts); the last one has no end. */
  writeAccess(lines: string): void;
  /** Closes the files and opens them again by name. */
  reopen(): void;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

/**
 * Opens the logs: what happens and who asked for what (access) each have a file, who did what to whom (audit) a file or syslog;
 * the console shows all but the access log, and that too when there are no files.
 *
 * @param options - `dir`: folder of the files, null for none; `keep`: how many rotated files of each log stay; `audit`: where
 *   the audit log goes.
 */
export function createLogWriter(options: { dir: string | null; keep: number; audit?: AuditTarget }): LogWriter {
  const { dir, keep, audit: auditTarget = { kind: 'file' } } = options;
  const console = winston.createLogger({
    level: 'debug',
    format: consoleFormat(readerOf(process.env, process.stdout)),
    transports: [new winston.transports.Console()],
  });
  const files = new Map<LogStream, RotatedFile>();
  const write = (record: LogRecord) => {
    const { stream } = record;
    const entry = logEntry(record);
    if (stream !== 'access' || files.size === 0) console.log(entry);
    if (stream === 'audit') audit?.write(record);
    else files.get(stream)?.write(entry);
  };
  const onTrouble = (level: 'error' | 'info', message: string) =>
    console.log({ time: new Date().toISOString(), level, stream: 'main', message });
  const audit = openAuditLog(auditTarget, { dir, keep, onTrouble });
  if (dir !== null) {
    for (const name of ['main', 'access'] as const) files.set(name, createRotatedFile({ dir, name, keep, onTrouble }));
  }
  return {
    write,
    writeAccess(lines) {
      const file = files.get('access');
      if (file) file.writeLines(lines);
      else for (const line of lines.split('\n')) console.log(JSON.parse(line) as winston.LogEntry);
    },
    reopen() {
      for (const file of files.values()) file.reopen();
      audit?.reopen();
    },
    async close() {
      await Promise.allSettled([...files.values(), audit].map((log) => log?.close()));
    },
  };
}
