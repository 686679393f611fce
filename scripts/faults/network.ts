import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A network between Foxden and a database, which can break. */
export interface BreakableNetwork {
  /** Where Foxden finds the database. */
  port: number;
  /** Ends all connections and lets no new ones through, as a cable that is pulled with both ends knowing. */
  cut(): void;
  /** Lets nothing through any more, in either direction, and nobody is told: a firewall that forgot, a switch without power. */
  silence(): void;
  /** Works again. What was silenced stays lost. */
  mend(): void;
  close(): void;
}

/** Starts it before a database that listens on a port of 127.0.0.1. */
export async function startNetwork(databasePort: number): Promise<BreakableNetwork> {
  const sockets = new Set<Socket>();
  let state: 'works' | 'cut' | 'silent' = 'works';
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const resetAll = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    keep(client);
    if (state === 'cut') return client.resetAndDestroy();
    if (state === 'silent') return;
    const upstream = keep(connect(databasePort, '127.0.0.1'));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on('data', (bytes: Buffer) => {
        if (state !== 'works') return;
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
      from.on('close', () => {
        if (state !== 'silent') to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      resetAll();
    },
    silence() {
      state = 'silent';
    },
    mend() {
      // Bytes are missing on what was open.
      if (state === 'silent') resetAll();
      state = 'works';
    },
    close() {
      resetAll();
      server.close();
    },
  };
}
