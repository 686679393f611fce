import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderCertificate } from './order-certificate.ts';

const order = { accountKey: '', email: null, host: 'sync.example.com', challenges: '/nowhere' };
let server: Server;
let directory: string;
beforeEach(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  directory = `http://127.0.0.1:${(server.address() as AddressInfo).port}/directory`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('tells why an authority could not be reached', async () => {
  server.on('connection', (socket) => socket.destroy());
  const refusal = { type: 'unreachable', detail: 'socket hang up' };
  await expect(orderCertificate({ ...order, directory })).rejects.toMatchObject({ refusal });
});

it('takes no more of an authority’s answer than an authority can have to say', async () => {
  let sent = 0;
  server.on('request', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    const more = () => {
      if (response.destroyed) return;
      sent += 65_536;
      response.write(Buffer.alloc(65_536, ' '), () => setImmediate(more));
    };
    more();
  });
  await expect(orderCertificate({ ...order, directory })).rejects.toThrow(/size of 1048576 exceeded/);
  // What the system holds on the way comes on top.
  expect(sent).toBeLessThan(50_000_000);
});
