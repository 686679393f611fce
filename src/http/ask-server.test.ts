import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { askServer } from './ask-server.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<{ url: string; closed: Promise<void> }> {
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    response.once('close', resolve);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, closed };
}

it('gives status, headers and text', async () => {
  const { url } = await serve((_request, response) => response.writeHead(404, { 'X-Word': 'a' }).end('été'));
  const answer = await askServer(url, { patience: 30_000 });
  expect(answer).toMatchObject({ status: 404, ok: false, text: 'été' });
  expect(answer.headers.get('x-word')).toBe('a');
});

it('waits no longer than told for a server that says nothing', async () => {
  const { url, closed } = await serve(() => {});
  await expect(askServer(url, { patience: 50 })).rejects.toThrow(/timeout/);
  await closed;
});

it('waits no longer than told for a body that never ends, however busy', async () => {
  const { url, closed } = await serve((_request, response) => {
    const timer = setInterval(() => response.write('.'), 5);
    response.once('close', () => clearInterval(timer));
  });
  await expect(askServer(url, { patience: 200 })).rejects.toThrow(/timeout/);
  await closed;
});

it('takes no more than told, and hangs up', async () => {
  const { url, closed } = await serve((_request, response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    };
    response.on('drain', more);
    more();
  });
  await expect(askServer(url, { patience: 30_000, most: 1000 })).rejects.toThrow('more than 1000 bytes');
  await closed;
});

it('leaves a body alone that nobody wants', async () => {
  const { url, closed } = await serve((_request, response) => void response.writeHead(200).write('x'.repeat(100_000)));
  expect(await askServer(url, { patience: 30_000, most: 0 })).toMatchObject({ ok: true, text: '' });
  await closed;
});

it('goes nowhere else', async () => {
  let seen = false;
  const elsewhere = await serve((_request, response) => {
    seen = true;
    response.end('private');
  });
  const { url } = await serve((_request, response) => response.writeHead(307, { Location: elsewhere.url }).end());
  expect(await askServer(url, { patience: 30_000, method: 'POST', body: 'x' })).toMatchObject({
    status: 307,
    ok: false,
  });
  expect(seen).toBe(false);
});

// What runs in the browser has a user who can leave.
it('is how every outgoing request is made', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/\.test\.ts$|^(web|client)\/|^http\/ask-server\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(500);
  // Two ask through the guarded fetch that they are given.
  const asks = (text: string) => /[^.\w]fetch\((?!url, \{ headers|\))/.test(text) && !text.includes('GuardedFetch');
  const own = files.filter((file) => asks(readFileSync(`src/${file}`, 'utf8').replaceAll(/^ *(?:\*|\/[/*]).*$/gm, '')));
  expect(own).toEqual([]);
});
