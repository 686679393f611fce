import type { Server } from 'node:http';
import { explain } from '../failures/explain.ts';
import { SaidError } from '../failures/said-error.ts';

/** The address can't be listened on; the message says why and what to do. */
export class ListenError extends SaidError {}

/**
 * Lets a server listen, on the socket that all workers share.
 *
 * @param setting - Where the address comes from.
 * @throws {ListenError} In words.
 */
export function listen(
  server: Server,
  { host, port }: { host: string; port: number },
  setting: 'FOXDEN_LISTEN' | 'FOXDEN_TLS_LISTEN' = 'FOXDEN_LISTEN',
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const explanation = explain(error);
      const { cause = `${error.message}.`, fix = `Choose another address with ${setting}.` } = explanation ?? {};
      const facts = { address: `${host}:${port}`, why: cause };
      const words = `Foxden can't listen on ${facts.address}. ${cause} ${fix.replaceAll('FOXDEN_LISTEN', setting)}`;
      reject(new ListenError(words, { id: 'cannot listen', facts, because: explanation?.saying }));
    });
    server.listen({ host, port }, resolve);
  });
}
