import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../config/programs.ts';

/** Where the build put the browser pages. */
export const builtPages = `${root}dist/web`;

/** The style sheet of the pages as text, for a page that must not load anything; empty while the pages aren't built. */
export function pageStyle(directory = builtPages): string {
  try {
    const html = readFileSync(join(directory, 'index.html'), 'utf8');
    const file = /href="\.\/(assets\/[^"]+\.css)"/.exec(html)?.[1];
    return file === undefined ? '' : readFileSync(join(directory, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
