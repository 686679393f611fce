import { programInWords } from '../ui/program.ts';
import { text } from '../ui/text.ts';

const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPad/, 'iPad'],
  [/iPhone|FxiOS/, 'iPhone'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
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
  return programInWords(find(browsers) ?? text.someBrowser, find(systems) ?? '');
}
