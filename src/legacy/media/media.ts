import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyRoutes } from '../route.ts';

const script = 'text/javascript; charset=utf-8';
const own = (name: string, type: string) => ({ type, url: new URL(name, import.meta.url) });
// As the library has them: a browser that can load modules can load these.
const library = new URL('../../esm/v2/', pathToFileURL(createRequire(import.meta.url).resolve('altcha-lib')));
const altcha = (name: string) => ({ type: script, url: new URL(name, library) });

const files = new Map(
  Object.entries({
    'legacy.css': own('legacy.css', 'text/css; charset=utf-8'),
    'captcha.js': own('captcha.js', script),
    'altcha/pow.js': altcha('pow.js'),
    'altcha/helpers.js': altcha('helpers.js'),
    'altcha/types.js': altcha('types.js'),
    'altcha/algorithms/web/pbkdf2.js': altcha('algorithms/web/pbkdf2.js'),
  }).map(([name, { type, url }]) => [name, { type, text: readFileSync(url, 'utf8') }]),
);

/** GET /media/FILE: what the pages need beside themselves; nothing else can be named (sync11.md §1.8). */
export const mediaRoutes: LegacyRoutes = {
  '/*path': {
    GET: () => (request, response) => {
      const file = files.get((request.params.path as unknown as string[]).join('/'));
      if (!file) throw LegacyError.notFound();
      response.set({ 'Content-Type': file.type, 'Cache-Control': 'public, max-age=3600' }).send(file.text);
    },
  },
};
