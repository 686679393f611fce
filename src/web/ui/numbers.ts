import { language } from '../language/language.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** Writes a size as the reader's language does, with a unit that keeps the number short. */
export function bytesInWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: units[power],
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

/** Writes a number as the reader's language does. */
export const numberInWords = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(language(), options).format(value);

/** Writes day and time, ms, as the reader's language does. */
export const momentInWords = (time: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(time);

/** Writes a day, ms, as the reader's language does. */
export const dayInWords = (time: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(time);
