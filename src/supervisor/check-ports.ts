import { createServer } from 'node:http';
import type { Config } from '../config/config.ts';
import { listen } from '../worker/listen.ts';

/**
 * Sees whether the addresses can be listened on before anything else is begun: workers would find out only when the database
 * is ready, and each of them again.
 *
 * @throws {ListenError} In words.
 */
export async function checkPorts({ listen: plain, tls }: Pick<Config, 'listen' | 'tls'>): Promise<void> {
  await tryOut(plain, 'FOXDEN_LISTEN');
  if (tls.listen) await tryOut(tls.listen, 'FOXDEN_TLS_LISTEN');
}

async function tryOut(address: Config['listen'], setting: 'FOXDEN_LISTEN' | 'FOXDEN_TLS_LISTEN'): Promise<void> {
  const server = createServer();
  await listen(server, address, setting);
  await new Promise((resolve) => server.close(resolve));
}
