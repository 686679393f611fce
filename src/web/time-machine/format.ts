import { language } from '../language/language.ts';

/** A day in words, such as Tuesday, 3 March 2026. */
export const day = (time: number): string =>
  new Date(time).toLocaleDateString(language(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** A time of day, to the second: several things may happen in a minute. */
export const timeOfDay = (time: number): string =>
  new Date(time).toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Both. */
export const dayAndTime = (time: number): string => `${day(time)}, ${timeOfDay(time)}`;

/** A size in words, such as 12.3 MB. */
export function sizeOf(bytes: number): string {
  const [unit, divisor] = bytes < 1_000_000 ? ['kilobyte', 1000] : ['megabyte', 1_000_000];
  const format = new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: unit as string,
    maximumFractionDigits: 1,
  });
  return format.format(bytes / (divisor as number));
}
