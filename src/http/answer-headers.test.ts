import { createServer, type RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { decideHeader, keepHeadersFlat } from './answer-headers.ts';

/** Asks a server whose answers keep their headers flat. */
async function ask(listener: RequestListener): Promise<Response> {
  class FlatAnswer extends ServerResponse {}
  keepHeadersFlat(FlatAnswer.prototype);
  const server = createServer({ ServerResponse: FlatAnswer }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}

const decide = (response: ServerResponse) => {
  decideHeader(response, 'X-One', 'first');
  decideHeader(response, 'X-Two', 2);
  decideHeader(response, 'X-One', 'last');
};

it.each<[string, (response: ServerResponse) => void]>([
  ['begins with its headers', (response) => response.writeHead(201, { 'X-Three': 'own' }).end('text')],
  ['begins with its headers as a list', (response) => response.writeHead(201, ['X-Three', 'own']).end('text')],
  ['begins with words for its status', (response) => response.writeHead(201, 'Fine', { 'X-Three': 'own' }).end('text')],
  [
    'has some set by others',
    (response) => {
      response.setHeader('X-Three', 'own');
      response.writeHead(201).end('text');
    },
  ],
  [
    'never begins in words',
    (response) => {
      response.statusCode = 201;
      response.setHeader('X-Three', 'own');
      response.end('text');
    },
  ],
])('an answer that %s has all that was decided, each once', async (_how, answer) => {
  const { status, headers } = await ask((_request, response) => {
    decide(response);
    answer(response);
  });
  expect(status).toBe(201);
  expect(['x-one', 'x-two', 'x-three'].map((name) => headers.get(name))).toEqual(['last', '2', 'own']);
});

it('what others have set since counts', async () => {
  const { headers } = await ask((_request, response) => {
    decide(response);
    response.setHeader('x-one', 'theirs');
    response.writeHead(200, { 'X-TWO': 'given' }).end();
  });
  expect([headers.get('x-one'), headers.get('x-two')]).toEqual(['theirs', 'given']);
});

it('an answer of another kind has them too', async () => {
  const server = createServer((_request, response) => {
    decide(response);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  server.close();
  expect([headers.get('x-one'), headers.get('x-two')]).toEqual(['last', '2']);
});
