/** Severity of a record, least severe last. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Which file a record belongs to: what happens, who asked for what, or who did what to whom. */
export type LogStream = 'main' | 'access' | 'audit';

/** One log record on its way to the writer. `time` is milliseconds since the epoch. */
export interface LogRecord {
  time: number;
  level: LogLevel;
  stream: LogStream;
  message: string;
  fields: LogFields;
}

/** Facts of a record, by name. Never put secrets, tokens or mail addresses here. */
export type LogFields = Record<string, unknown>;

/** Where records go: over IPC to the supervisor in a worker, to winston in the supervisor, to memory in a test. */
export type LogSink = (record: LogRecord) => void;

/** Writes log records. Records below the level are dropped before they cost anything. */
export interface Logger {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  /** Writes to the access or audit log, whatever the level. */
  to(stream: Exclude<LogStream, 'main'>, message: string, fields: LogFields): void;
  /** A logger whose records all carry these fields. */
  child(fields: LogFields): Logger;
  setLevel(level: LogLevel): void;
}

/**
 * Makes a logger.
 *
 * @param sink - Takes each record that is severe enough.
 * @param level - Least severe level that passes; children follow their parent's changes.
 */
export function createLogger(sink: LogSink, level: LogLevel): Logger {
  const state = { rank: logLevels.indexOf(level) };
  return build(sink, state, {});
}

function build(sink: LogSink, state: { rank: number }, own: LogFields): Logger {
  const write = (level: LogLevel, stream: LogStream, message: string, fields?: LogFields) =>
    sink({ time: Date.now(), level, stream, message, fields: { ...own, ...fields } });
  const at = (level: LogLevel) => {
    const rank = logLevels.indexOf(level);
    return (message: string, fields?: LogFields) => {
      if (rank <= state.rank) write(level, 'main', message, fields);
    };
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    to: (stream, message, fields) => write('info', stream, message, fields),
    child: (fields) => build(sink, state, { ...own, ...fields }),
    setLevel: (level) => {
      state.rank = logLevels.indexOf(level);
    },
  };
}

/**
 * Facts of an error that may be logged: name, message, code and stack, but no properties that libraries attach (a query's
 * parameters, a request's headers).
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const { name, message, stack, code } = error as Error & { code?: unknown };
  return { error: name, reason: message, code, stack };
}
