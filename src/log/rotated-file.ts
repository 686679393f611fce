import type { EventEmitter } from 'node:events';
import winston from 'winston';
import DailyRotateFile from 'winston-daily-rotate-file';
import { tidyLogs } from './tidy-logs.ts';

// Where winston keeps what is to be written of an entry.
const text = Symbol.for('message');

/** One log on disk: a new file every day and every 20 MB, older ones compressed, the oldest removed. */
export interface RotatedFile {
  write(entry: winston.LogEntry): void;
  /** Writes lines as they are; the last one has no end. */
  writeLines(lines: string): void;
  /** Closes the file and opens it again by name. */
  reopen(): void;
  close(): Promise<void>;
}

/** Options of {@link createRotatedFile}. */
export interface RotatedFileOptions {
  dir: string;
  /** First part of the file's name, such as `access` in `access-2026-11-22.log`. */
  name: string;
  /** How many rotated files stay beside the current one. */
  keep: number;
  /** Size in bytes after which a new file is begun. */
  maxSize?: number;
  /** How long to write to stderr before the file is tried again, in milliseconds. */
  retryAfter?: number;
  /** How entries are written; absent: as JSON. */
  format?: winston.Logform.Format;
  /** Called, with words, when the file fails and when it works again. */
  onTrouble(level: 'error' | 'info', message: string): void;
}

/** Opens a log file. When it can't be written (disk full, not allowed) records go to stderr until it can. */
export function createRotatedFile(options: RotatedFileOptions): RotatedFile {
  const { dir, name, keep, maxSize = 20 * 1024 * 1024, retryAfter = 60_000, onTrouble } = options;
  const { format = winston.format.json({ deterministic: false }) } = options;
  const asItIs = winston.format(
    (entry) => (entry[text] === undefined ? format.transform(entry, format.options as object) : entry) as typeof entry,
  );
  const logger = winston.createLogger({ level: 'debug', format: asItIs() });
  let transport: DailyRotateFile | undefined;
  let failing = false;
  let retry: NodeJS.Timeout | undefined;
  let tidying = Promise.resolve();
  // For each transport the files whose streams aren't closed yet, the newest last.
  const inUse = new Set<string[]>();
  let isOver = false;

  function tidy(): void {
    tidying = tidying.then(() => tidyLogs({ dir, name, keep, inUse: () => [...inUse].flat() })).catch(fail);
  }

  function open(): void {
    clearTimeout(retry);
    try {
      const opened = new DailyRotateFile({
        dirname: dir,
        filename: `${name}-%DATE%`,
        extension: '.log',
        datePattern: 'YYYY-MM-DD',
        utc: true,
        maxSize,
        options: { flags: 'a', mode: 0o600 },
      });
      const stream = (opened as unknown as { logStream: EventEmitter }).logStream;
      const files: string[] = [];
      let closed = 0;
      inUse.add(files);
      opened.on('new', (file: string) => {
        if (files.at(-1) !== file) files.push(file);
      });
      // The library tells its first file a moment late; by then there may be a second.
      opened.on('rotate', (before: string) => {
        if (!files.includes(before)) files.unshift(before);
      });
      // What was written to a file last may come after the next one was opened.
      stream.on('close', () => {
        closed++;
        // The file of the day stays one when the log is closed for good.
        if (closed >= files.length && !isOver) inUse.delete(files);
        if (closed !== files.length - 1) return;
        files.splice(0, closed);
        closed = 0;
        tidy();
      });
      // The library neither passes on its stream's errors nor survives them.
      stream.on('error', fail);
      opened.on('error', fail);
      stream.on('open', () => {
        if (failing) onTrouble('info', `the ${name} log is written to ${dir} again`);
        failing = false;
        tidy();
      });
      transport = opened;
      logger.clear().add(opened);
    } catch (error) {
      fail(error);
    }
  }

  function fail(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!failing) {
      const hint = code === 'ENOSPC' ? 'Make room on the disk' : 'See that this user may write there';
      onTrouble(
        'error',
        `the ${name} log can't be written to ${dir} (${code ?? message}); it goes to stderr. ${hint}.`,
      );
    }
    failing = true;
    transport = undefined;
    logger.clear().add(new winston.transports.Stream({ stream: process.stderr }));
    clearTimeout(retry);
    retry = setTimeout(open, retryAfter).unref();
  }

  function shut(): Promise<void> {
    const closing = transport;
    transport = undefined;
    if (!closing) return Promise.resolve();
    return new Promise((resolve) => {
      closing.once('finish', () => resolve());
      logger.clear().add(new winston.transports.Stream({ stream: process.stderr }));
      closing.close?.();
    });
  }

  open();
  return {
    write: (entry) => void logger.log(entry),
    writeLines: (lines) => void logger.log({ level: 'info', message: '', [text]: lines }),
    reopen() {
      void shut();
      open();
    },
    async close() {
      isOver = true;
      clearTimeout(retry);
      await shut();
      await tidying;
    },
  };
}
