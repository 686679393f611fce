import type { Request } from 'express';
import type { LogLevel } from '../../../log/logger.ts';
import type { Translate } from '../../languages/translate.ts';
import type { DashboardContext } from '../context.ts';
import { status } from '../reads/status.ts';

/** Gives what is new since it was asked last, as text of server-sent events; empty when there is nothing. */
export type EventSource = () => Promise<string>;

const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Makes what an answer is fed from. */
export function createSources(
  ctx: DashboardContext,
  request: Request,
  wanted: { log?: LogLevel | undefined; status?: '1' | undefined },
  translate: Translate,
): EventSource[] {
  const sources = [
    changes('tasks', async () => translate((await ctx.askSupervisor<{ tasks: object[] }>('GET /tasks')).tasks)),
  ];
  if (wanted.status) sources.push(changes('status', async () => translate(await status(ctx, request))));
  if (wanted.log) sources.push(logRecords(ctx, wanted.log));
  return sources;
}

function changes(name: string, ask: () => Promise<object>): EventSource {
  let known = '';
  return async () => {
    const data = await ask();
    const text = JSON.stringify(data);
    if (text === known) return '';
    known = text;
    return event(name, data);
  };
}

function logRecords(ctx: DashboardContext, level: LogLevel): EventSource {
  let after = 0;
  return async () => {
    const body = { after, level };
    const { records, last } = await ctx.askSupervisor<{ records: object[]; last: number }>('POST /log-tail', body);
    // After a restart of the supervisor it counts anew.
    after = last < after ? 0 : last;
    return records.length > 0 ? event('log', records) : '';
  };
}
