import type { Server } from 'node:http';

/** The address can't be listened on; the message says why and what to do. */
export class ListenError extends Error {
  static readonly exitCode = 1;
}

const reasons: Record<string, string> = {
  EADDRINUSE:
    'another program uses that port, perhaps a Foxden that is still running. Stop it, or choose another port with FOXDEN_LISTEN.',
  EACCES:
    'this user may not use that port (those below 1024 are for root). Choose another one with FOXDEN_LISTEN, such as 127.0.0.1:8000.',
  EADDRNOTAVAIL: 'this machine has no such address. Set FOXDEN_LISTEN to one that it has, or to 0.0.0.0:8000 for all.',
  ENOTFOUND: 'that host name is not known. Set FOXDEN_LISTEN to an address of this machine.',
};

/**
 * Lets a server listen, on the socket that all workers share.
 *
 * @throws {ListenError} In words.
 */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = reasons[error.code ?? ''] ?? `the system says ${error.message}.`;
      reject(new ListenError(`Foxden can't listen on ${host}:${port}: ${reason}`));
    });
    server.listen({ host, port }, resolve);
  });
}
