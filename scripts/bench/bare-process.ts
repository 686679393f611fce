import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

// What a server costs that does nothing: `node:http`, or one route of Express 5 with the argument `express`. Answers as
// many bytes as `/bytes/N` says, after it has read the body.
const bodies = new Map<number, string>();
const bodyOf = (size: number) => {
  let body = bodies.get(size);
  if (body === undefined) {
    body = 'x'.repeat(size);
    bodies.set(size, body);
  }
  return body;
};

const plain: RequestListener = (request, response) => {
  const body = bodyOf(Number(request.url!.slice('/bytes/'.length)));
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    response.end(body);
  });
};

function onExpress() {
  const app = express();
  app.get('/bytes/:size', (request, response) => {
    response.type('application/json').send(bodyOf(Number(request.params.size)));
  });
  return app;
}

const server = createServer(process.argv[2] === 'express' ? onExpress() : plain);
server.keepAliveTimeout = 130_000;
server.listen(0, '127.0.0.1', () => {
  process.send!({ url: `http://localhost:${(server.address() as AddressInfo).port}` });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpu: (user + system) / 1000, rss: 0, peak: 0, statements: 0, roundTrips: 0 });
});
process.on('disconnect', () => process.exit(0));
