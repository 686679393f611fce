// @ts-expect-error: scripts that run before anything is installed are JavaScript
import * as server from '../scripts/lib/server.mjs';

/**
 * The `foxden` program that tests start: put together, as releases run it, which takes a third of the processor to start; its
 * sources where they are newer.
 */
export const foxdenProgram: string = server.foxdenProgram();
