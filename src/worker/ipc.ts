import { errorFields, type LogRecord, type LogSink } from '../log/logger.ts';
import type { WorkerMessage } from './messages.ts';

/** How long access records may wait to travel together, in milliseconds. */
const batchDelay = 50;

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

/** Makes a sink for a worker's logger. Access records, the many, travel in batches; all others at once. */
export function createIpcSink(): IpcSink {
  let waiting: LogRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const records = waiting;
    waiting = [];
    return tell({ type: 'log', records }).catch((error) => tell({ type: 'log', records: [unsendable(error)] }));
  };
  return {
    flush,
    sink(record) {
      waiting.push(record);
      if (record.stream !== 'access') void flush();
      else timer ??= setTimeout(flush, batchDelay);
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
