const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPad/, 'iPad'],
  [/iPhone|FxiOS/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'a Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
const browsers: [RegExp, string][] = [
  [/FxiOS|Firefox/, 'Firefox'],
  [/Edg/, 'Edge'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
];

/** Says in people's words which browser on which system a User-Agent header means. */
export function deviceName(userAgent: string | undefined): string {
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const [browser, system] = [find(browsers) ?? 'A browser', find(systems)];
  return system ? `${browser} on ${system}` : browser;
}
