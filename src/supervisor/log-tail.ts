import { type LogLevel, type LogRecord, logLevels } from '../log/logger.ts';
import { redactFields, redactText } from '../log/redact.ts';

/** A record of the log with its number, which grows by one with each. */
export interface NumberedRecord {
  number: number;
  time: number;
  level: LogLevel;
  message: string;
  fields: Record<string, unknown>;
}

/** Remembers the newest records of the main log. */
export interface LogTail {
  hear(record: LogRecord): void;
  /**
   * @param after - The number of the last record that is known.
   * @param level - Least severe level wanted.
   */
  read(after: number, level: LogLevel): { records: NumberedRecord[]; last: number };
}

/**
 * Makes it.
 *
 * @param size - How many records it remembers.
 */
export function createLogTail(size = 500): LogTail {
  const records: NumberedRecord[] = [];
  let last = 0;
  return {
    hear({ stream, time, level, message, fields }) {
      if (stream !== 'main') return;
      last += 1;
      records.push({
        number: last,
        time,
        level,
        message: redactText(message),
        fields: redactFields(fields) as Record<string, unknown>,
      });
      if (records.length > size) records.shift();
    },
    read(after, level) {
      const rank = logLevels.indexOf(level);
      return {
        records: records.filter((each) => each.number > after && logLevels.indexOf(each.level) <= rank),
        last,
      };
    },
  };
}
