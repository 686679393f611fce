import type { AdminRead } from '../action.ts';

/** Something that the supervisor knows by itself. */
export const ask =
  (target: string): AdminRead =>
  (ctx) =>
    ctx.askSupervisor<object>(target);
