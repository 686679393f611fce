import { rmSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { askSupervisor, NotRunningError, SilentError } from '../control/control-client.ts';
import { controlPath } from '../control/control-path.ts';
import { type ControlRoutes, type ControlServer, serveControl } from '../control/control-server.ts';
import type { Status } from '../control/status.ts';
import { StartError } from './start-error.ts';

/**
 * Takes possession of the data dir by listening on its control socket.
 *
 * @throws {StartError} When another Foxden has it, or when its path is too long for a socket.
 */
export async function openControl(config: Config, routes: ControlRoutes): Promise<ControlServer> {
  const path = controlPath(config);
  if (path === undefined) {
    throw new StartError(
      `The path ${config.dataDir} is too long for a socket in it; set FOXDEN_DATA_DIR to a shorter one.`,
    );
  }
  const other = await askSupervisor<Status>(config, 'GET /status').catch((error) => {
    if (error instanceof NotRunningError) return undefined;
    if (error instanceof SilentError) throw new StartError(error.message);
    throw error;
  });
  if (other) {
    throw new StartError(
      `Foxden is already running on the data dir ${config.dataDir} (process ${other.pid}, at ${other.address}). ` +
        'Stop it first, or give this one a data dir of its own with FOXDEN_DATA_DIR.',
    );
  }
  rmSync(path, { force: true });
  return serveControl(path, routes, config);
}
