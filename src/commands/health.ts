import { parseArgs } from 'node:util';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { askSupervisor } from '../control/control-client.ts';
import { askServer } from '../http/ask-server.ts';
import type { Command } from './command.ts';

/** `foxden health`, for the health checks of containers, which then need no program of their own. */
export const health: Command = {
  help: `Usage: foxden health

Asks the Foxden that listens on FOXDEN_LISTEN whether it and its database are well.
Exit code: 0 well, anything else not.`,
  async run(args) {
    parseArgs({ args });
    const config = createConfig(readEnv(process.env));
    // Something else may answer on that port.
    await askSupervisor(config, 'GET /status');
    const { host, port } = config.listen;
    const own = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
    try {
      const { ok, text } = await askServer(`http://${own}:${port}/__heartbeat__`, { patience: 8000 });
      console.log(text);
      return ok ? 0 : 1;
    } catch (error) {
      const { message, cause } = error as Error & { cause?: Error };
      console.error(`Foxden does not answer on ${own}:${port} (${cause?.message ?? message}).`);
      return 1;
    }
  },
};
