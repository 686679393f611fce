import winston from 'winston';
import { consoleFormat } from './console-format.ts';
import type { LogRecord, LogStream } from './logger.ts';
import { redactFields, redactText } from './redact.ts';
import { createRotatedFile, type RotatedFile } from './rotated-file.ts';

/** Writes records to the console and to rotated files. Only the supervisor has one. */
export interface LogWriter {
  write(record: LogRecord): void;
  /** Closes the files and opens them again by name. */
  reopen(): void;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

const streams: LogStream[] = ['main', 'access', 'audit'];

/**
 * Opens the logs: what happens, who asked for what (access) and who did what to whom (audit) each have a file; the console
 * shows all but the access log, and that too when there are no files.
 *
 * @param options - `dir`: folder of the files, null for none; `keep`: how many rotated files of each log stay.
 */
export function createLogWriter({ dir, keep }: { dir: string | null; keep: number }): LogWriter {
  const console = winston.createLogger({
    level: 'debug',
    format: consoleFormat(process.stdout.isTTY ?? false),
    transports: [new winston.transports.Console()],
  });
  const files = new Map<LogStream, RotatedFile>();
  const write = ({ time, level, stream, message, fields }: LogRecord) => {
    const entry = {
      time: new Date(time).toISOString(),
      level,
      stream,
      message: redactText(message),
      ...redactFields(fields),
    };
    if (stream !== 'access' || files.size === 0) console.log(entry);
    files.get(stream)?.write(entry);
  };
  const onTrouble = (level: 'error' | 'info', message: string) =>
    console.log({ time: new Date().toISOString(), level, stream: 'main', message });
  if (dir !== null) for (const name of streams) files.set(name, createRotatedFile({ dir, name, keep, onTrouble }));
  return {
    write,
    reopen() {
      for (const file of files.values()) file.reopen();
    },
    async close() {
      await Promise.all([...files.values()].map((file) => file.close()));
    },
  };
}
