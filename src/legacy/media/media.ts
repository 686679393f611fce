import { readFileSync } from 'node:fs';
import { LegacyError } from '../../http/errors/legacy-error.ts';
import type { LegacyRoutes } from '../route.ts';

const files = new Map([
  [
    'legacy.css',
    { type: 'text/css; charset=utf-8', text: readFileSync(new URL('legacy.css', import.meta.url), 'utf8') },
  ],
]);

/** GET /media/FILE: what the pages need beside themselves; nothing else can be named (sync11.md §1.8). */
export const mediaRoutes: LegacyRoutes = {
  '/:file': {
    GET: () => (request, response) => {
      const file = files.get(request.params.file as string);
      if (!file) throw LegacyError.notFound();
      response.set({ 'Content-Type': file.type, 'Cache-Control': 'public, max-age=3600' }).send(file.text);
    },
  },
};
