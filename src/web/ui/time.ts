const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/**
 * Says how long ago something was, such as "3 hours ago"; less than a minute counts as now.
 *
 * @param time - In ms.
 * @param now - In ms.
 * @param language - BCP 47 tag.
 */
export function timeAgo(time: number, now: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const passed = Math.max(0, now - time);
  const [unit, length] = units.find(([, ms]) => passed >= ms) ?? ['second', Number.POSITIVE_INFINITY];
  return format.format(-Math.floor(passed / length), unit);
}
