import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticate } from '../../../src/storage/auth.ts';

// What no server on Node can be cheaper than: reads the request, answers as many bytes as the header `x-bytes` says. With
// `hawk` as argument it checks the signature first.
const [, , kind, publicUrl, masterSecret] = process.argv;
const bodies = new Map<string, string>();
const bodyOf = (size: string) => {
  let body = bodies.get(size);
  if (body === undefined) {
    body = 'x'.repeat(Number(size));
    bodies.set(size, body);
  }
  return body;
};
const authenticate = createAuthenticate({
  config: { publicUrl: publicUrl! } as never,
  secrets: { masterSecrets: [masterSecret!] },
  revocations: { check: () => 'good' },
  now: Date.now,
});

const server = createServer((request, response) => {
  if (kind === 'hawk') authenticate(request as never, Number(request.url!.split('/')[2]));
  const body = bodyOf(request.headers['x-bytes'] as string);
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  });
});
server.keepAliveTimeout = 130_000;
server.listen(0, '127.0.0.1', () => {
  process.send!({ url: `http://localhost:${(server.address() as AddressInfo).port}` });
});
process.on('disconnect', () => process.exit(0));
