import { text } from './text.ts';

/** Names a program by what is known of it, such as “Firefox 153 on Linux”; empty when nothing is. */
export const programInWords = (browser: string, os: string): string =>
  browser && os ? text.programOn(browser, os) : browser || os;
