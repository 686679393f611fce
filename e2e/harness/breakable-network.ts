import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A SOCKS 5 proxy (RFC 1928) through which a Firefox reaches the server, and which can be cut like a network. */
export interface BreakableNetwork {
  /** What makes a Firefox use it, even for localhost. */
  prefs: Record<string, string | number | boolean>;
  /** Breaks all connections and lets no new ones through. */
  cut(): void;
  /** Lets new connections through again. */
  mend(): void;
  close(): void;
}

export async function startBreakableNetwork(): Promise<BreakableNetwork> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (isCut) return client.destroy();
    client.once('data', () => {
      client.write(Uint8Array.of(5, 0)); // no authentication
      client.once('data', (request: Buffer) => {
        const { host, port } = target(request);
        const upstream = keep(connect(port, host));
        upstream.once('connect', () => {
          client.write(Uint8Array.of(5, 0, 0, 1, 0, 0, 0, 0, 0, 0));
          client.pipe(upstream).pipe(client);
        });
        upstream.on('close', () => client.destroy());
        client.on('close', () => upstream.destroy());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    prefs: {
      'network.proxy.type': 1,
      'network.proxy.socks': '127.0.0.1',
      'network.proxy.socks_port': (server.address() as AddressInfo).port,
      'network.proxy.socks_remote_dns': true,
      'network.proxy.allow_hijacking_localhost': true,
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

// A request is: version, command, reserved, address type, address (a name has its length before it), port.
function target(request: Buffer): { host: string; port: number } {
  const port = request.readUInt16BE(request.length - 2);
  const address = request.subarray(4, -2);
  if (request[3] === 3) return { host: address.subarray(1).toString(), port };
  return { host: request[3] === 1 ? [...address].join('.') : '::1', port };
}
