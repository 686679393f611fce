import { logLine } from '../log/log-entry.ts';
import { errorFields, type LogRecord, type LogSink } from '../log/logger.ts';
import type { LinePipe } from './line-pipe.ts';
import type { WorkerMessage } from './messages.ts';

/** Says something to the supervisor. Nothing happens when there is none any more. Rejects what can't be sent as JSON. */
export function tell(message: WorkerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) resolve();
    else process.send!(message, undefined, undefined, () => resolve());
  });
}

/** Sends log records to the supervisor, the only one who writes files. */
export interface IpcSink {
  sink: LogSink;
  /** Resolves when everything that was logged has been handed over. */
  flush(): Promise<void>;
}

/**
 * Makes a sink for a worker's logger. Access records, the many, are made ready here and travel together as lines of text; all
 * others at once, as they are.
 *
 * @param lines - Takes the lines of the access log; absent: it travels as the others do.
 */
export function createIpcSink(lines?: LinePipe): IpcSink {
  const send = (record: LogRecord): Promise<void> =>
    tell({ type: 'log', record }).catch((error) => tell({ type: 'log', record: unsendable(error) }));
  let last = Promise.resolve();
  return {
    async flush() {
      await Promise.all([last, lines?.flush()]);
    },
    sink(record) {
      if (lines && record.stream === 'access') lines.add(logLine(record));
      else last = send(record);
    },
  };
}

const unsendable = (error: unknown): LogRecord => ({
  time: Date.now(),
  level: 'error',
  stream: 'main',
  message: 'a log record could not be sent to the supervisor',
  fields: errorFields(error),
});
