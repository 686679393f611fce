import type { AdminAction } from '../action.ts';

/**
 * An action that the supervisor does by itself.
 *
 * @param audit - As the audit log has it.
 * @param target - What it is asked on its control socket.
 * @param bodyOf - Made of the path's parameters, if it wants a body.
 */
export const ofSupervisor = (
  audit: string,
  target: string,
  bodyOf?: (params: Record<string, string>) => object,
): AdminAction => ({
  audit,
  run: async (ctx, { params }) => ({ answer: await ctx.askSupervisor<object>(target, bodyOf?.(params)) }),
});
