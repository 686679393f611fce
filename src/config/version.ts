import { readFileSync } from 'node:fs';
import { root } from './programs.ts';

/** Version of this Foxden, from package.json. */
export const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  version: string;
};
