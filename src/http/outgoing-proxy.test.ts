import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { useOutgoingProxy } from './outgoing-proxy.ts';

it('outgoing requests go through the proxy that the environment names, except where it says so', async () => {
  const seen: string[] = [];
  const proxy = createServer((request, response) => {
    seen.push(request.url!);
    response.end();
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const undo = useOutgoingProxy({ HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: '127.0.0.1' });
  try {
    await fetch('http://accounts.example/v1/jwks');
    await fetch('https://accounts.example/v1/jwks').catch(() => {});
    await fetch(`${url}/direct`);
  } finally {
    undo();
    proxy.closeAllConnections();
    proxy.close();
  }
  expect(seen).toEqual(['http://accounts.example/v1/jwks', 'CONNECT accounts.example:443', '/direct']);
});
