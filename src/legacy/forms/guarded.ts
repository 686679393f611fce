import { LegacyError } from '../../http/errors/legacy-error.ts';
import { WireError } from '../../http/errors/wire-error.ts';
import { logFailure } from '../../http/log-failure.ts';
import type { LegacyRoute } from '../route.ts';
import { notice, sendPage } from './page.ts';
import { textsFor } from './texts/texts-for.ts';

/** Lets a page say in words what keeps the server from doing its work; programs get numbers, people don't. */
export const guarded =
  (title: 'accountTitle' | 'resetTitle' | 'deleteTitle', route: LegacyRoute): LegacyRoute =>
  (ctx) => {
    const handler = route(ctx);
    return async (request, response) => {
      try {
        await handler(request, response);
      } catch (error) {
        const status = error instanceof WireError ? error.status : 0;
        if (status !== 429 && status !== 503) throw error;
        const seconds = Number((error as WireError).headers['Retry-After'] ?? 60);
        logFailure(request, LegacyError.unavailable(seconds, (error as Error).message), error);
        const minutes = Math.max(1, Math.ceil(seconds / 60));
        const text = textsFor(request);
        const why = status === 429 ? text.tooMany : text.busy;
        response.set('Retry-After', String(seconds));
        sendPage(response, { title: text[title], body: notice('bad', `${why} ${text.wait(minutes)}`), status: 503 });
      }
    };
  };
