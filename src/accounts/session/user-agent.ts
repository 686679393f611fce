/** What a User-Agent header tells about a browser. Both are empty when it tells nothing. */
export interface Program {
  /** Such as `Firefox 153`. */
  browser: string;
  /** Such as `Windows`. */
  os: string;
}

const browsers: [RegExp, string][] = [
  [/FxiOS\/(\d+)/, 'Firefox'],
  [/Firefox-iOS-FxA\/(\d+)/, 'Firefox'],
  [/Thunderbird\/(\d+)/, 'Thunderbird'],
  [/Firefox\/(\d+)/, 'Firefox'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod|iOS/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

/** Reads program and system out of a User-Agent header. */
export function parseUserAgent(userAgent: string): Program {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent));
  const version = browser?.[0].exec(userAgent)?.[1];
  const os = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return { browser: browser ? `${browser[1]} ${version}` : '', os };
}

/** A name for a device or session that has none, made of what its User-Agent tells. */
export function nameOf(userAgent: string, otherwise = 'Unnamed device'): string {
  const { browser, os } = parseUserAgent(userAgent);
  if (browser === '') return os === '' ? otherwise : os;
  return os === '' ? browser : `${browser} on ${os}`;
}
