import { UsageError } from './command.ts';

/**
 * Reads a time in the future: `23:30` (today, or tomorrow when that has passed) or `2026-12-01T06:00`, of this machine's clock
 * unless it names a zone.
 *
 * @param now - ms.
 * @returns ms.
 * @throws {UsageError} When it is none, or not in the future.
 */
export function parseTime(text: string, now: number): number {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) {
    const time = new Date(now);
    time.setHours(Number(hour), Number(minute), 0, 0);
    if (time.getTime() <= now) time.setDate(time.getDate() + 1);
    return time.getTime();
  }
  const time = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new UsageError(`"${text}" is no time: write 23:30 or 2026-12-01T06:00.`);
  if (time <= now) throw new UsageError(`"${text}" has passed already.`);
  return time;
}
