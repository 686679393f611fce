import type { LogRecord } from './logger.ts';
import { redactFields, redactText } from './redact.ts';

/** What is written of a record: all of it in one object, without secrets. */
export const logEntry = ({ time, level, stream, message, fields }: LogRecord) => ({
  time: new Date(time).toISOString(),
  level,
  stream,
  message: redactText(message),
  ...redactFields(fields),
});

/** The same as a line of JSON, without its end. */
export const logLine = (record: LogRecord): string => JSON.stringify(logEntry(record));
