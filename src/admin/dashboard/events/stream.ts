import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AccountError } from '../../../http/errors/account-error.ts';
import { parseParameters } from '../../../http/parse-parameters.ts';
import { logLevels } from '../../../log/logger.ts';
import { translatorFor } from '../../languages/translate.ts';
import { authenticateAdministrator } from '../authorize.ts';
import type { DashboardContext } from '../context.ts';
import { createSources, type EventSource } from './sources.ts';

/** How often it is looked whether something is new, ms. */
const interval = 1000;

/** How long one answer lasts, ms: shorter than a worker that is told to leave waits. The page asks again at once. */
const life = 20_000;

/** After so many looks the session is asked for again: an administrator's rights end at once. */
const looksPerProof = 5;

/** How many of these answers one worker gives at a time. */
const most = 20;

const query = z.object({ log: z.enum(logLevels).optional(), status: z.literal('1').optional() });

let open = 0;

/**
 * `GET /admin/api/events`: what changes, as server-sent events: long work (`tasks`), with `?log=LEVEL` records of the log, with
 * `?status=1` how the processes are. The worker asks the supervisor, which knows.
 */
export async function streamEvents(ctx: DashboardContext, request: Request, response: Response): Promise<void> {
  await authenticateAdministrator(ctx, request, 'look');
  const translate = await translatorFor(request.headers);
  const sources = createSources(ctx, request, parseParameters(query, request.query), translate);
  if (open >= most) {
    throw new AccountError(503, 201, 'Too many pages listen at once', { retryAfter: 10 }, { 'Retry-After': '10' });
  }
  open++;
  try {
    // The first one may fail with an answer of its own, so nothing is sent before.
    const first = await news(sources);
    response.status(200).type('text/event-stream').set('X-Accel-Buffering', 'no');
    response.flushHeaders();
    response.write(first);
    await follow(ctx, request, response, sources);
    response.end();
  } finally {
    open--;
  }
}

async function follow(ctx: DashboardContext, request: Request, response: Response, sources: EventSource[]) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const endsAt = performance.now() + life;
  for (let looks = 1; performance.now() < endsAt; looks++) {
    try {
      await sleep(interval, undefined, { signal: gone.signal });
      if (looks % looksPerProof === 0) await authenticateAdministrator(ctx, request, 'look');
      response.write(await news(sources));
    } catch {
      // The page asks again, and is told then what is the matter.
      return;
    }
  }
}

// A comment keeps proxies from giving the connection up.
async function news(sources: EventSource[]): Promise<string> {
  const texts = await Promise.all(sources.map((source) => source()));
  return texts.join('') || ': \n\n';
}
