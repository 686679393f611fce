import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { networkTest } from '../../config/networks.ts';
import { formatCef } from '../../log/audit/cef.ts';
import { createLogger, type LogRecord } from '../../log/logger.ts';
import { createKeyExchange, type KeyExchangeOptions } from './key-exchange.ts';
import { type KeyExchangeLimits, keyExchangeLimits } from './limits.ts';

const [anna, bert, carl] = ['a', 'b', 'c'].map((letter) => letter.repeat(256)) as [string, string, string];
const md5 = (text: string) => `"${createHash('md5').update(text).digest('hex')}"`;

describe('the key exchange (sync11.md §3)', () => {
  let server: Server;
  let time = 0;
  let logs: LogRecord[];
  let url: string;

  async function start(changes: Partial<KeyExchangeLimits> = {}, options: Partial<KeyExchangeOptions> = {}) {
    logs = [];
    const log = createLogger((record) => logs.push(record), 'info');
    const exchange = createKeyExchange({
      log,
      limits: { ...keyExchangeLimits, ...changes },
      now: () => time,
      ...options,
    });
    server = createServer((request, response) => {
      const address = String(request.headers['x-test-address'] ?? '192.0.2.1');
      exchange.handle(request, response, request.url!, address);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return exchange;
  }
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = async (
    method: string,
    path: string,
    id?: string,
    headers: Record<string, string> = {},
    body?: string,
  ) => {
    const identity: Record<string, string> = id === undefined ? {} : { 'X-KeyExchange-Id': id };
    const init = { method, headers: { ...identity, ...headers }, redirect: 'manual' as const };
    const response = await fetch(url + path, body === undefined ? init : { ...init, body });
    return {
      status: response.status,
      etag: response.headers.get('etag'),
      headers: response.headers,
      text: await response.text(),
    };
  };
  const open = async (id = anna) => JSON.parse((await ask('GET', '/new_channel', id)).text) as string;
  const audits = () => logs.filter(({ stream }) => stream === 'audit').map(({ message }) => message);

  it('gives a channel of four characters that are easy to type, in the body and in a header', async () => {
    await start();
    const answer = await ask('GET', '/new_channel', anna);
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^"[2-9a-kmnp-z]{4}"$/) });
    expect(answer.headers.get('x-keyexchange-channel')).toBe(JSON.parse(answer.text));
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    expect((await ask('GET', '/new_channel/', anna)).status).toBe(200);
  });

  it.each([undefined, '', 'a'.repeat(255), 'a'.repeat(257)])(
    'refuses an id that has not 256 characters',
    async (id) => {
      const exchange = await start();
      expect((await ask('GET', '/new_channel', id)).status).toBe(400);
      const channel = await open();
      expect(exchange.stats().channels).toBe(1);
      expect((await ask('GET', `/${channel}`, id)).status).toBe(400);
      expect((await ask('GET', `/${channel}`, anna)).status).toBe(404);
      expect(audits()).toContain('KeyExchangeInvalidId');
    },
  );

  it('ends the channel when a third one comes', async () => {
    await start();
    const channel = await open();
    expect((await ask('PUT', `/${channel}`, anna, {}, 'x')).status).toBe(200);
    expect((await ask('GET', `/${channel}`, bert)).text).toBe('x');
    expect((await ask('GET', `/${channel}`, carl)).status).toBe(400);
    expect((await ask('GET', `/${channel}`, anna)).status).toBe(404);
    expect(audits()).toEqual(['KeyExchangeUnknownId', 'KeyExchangeUnknownChannel']);
  });

  it('knows its paths and methods, and nothing else', async () => {
    await start();
    const channel = await open();
    for (const method of ['POST', 'DELETE', 'PUT', 'OPTIONS']) {
      expect((await ask(method, '/new_channel', anna)).status, method).toBe(405);
    }
    expect((await ask('GET', '/report', anna)).status).toBe(405);
    for (const path of [
      '/some/url',
      '/ab',
      '/abcde',
      '/ABCD',
      '/0abc',
      '/lmno',
      '/%32345',
      '/..%2f',
      `/${channel}//`,
    ]) {
      expect((await ask('GET', path, anna)).status, path).toBe(404);
    }
    expect((await ask('POST', `/${channel}`, anna)).status).toBe(404);
    expect(await ask('GET', '/', anna)).toMatchObject({ status: 301 });
    expect((await ask('GET', `/${channel}/`, anna)).status).toBe(200);
    expect((await ask('GET', '/new_channel', anna)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers {} without a tag while there is no message', async () => {
    await start();
    expect(await ask('GET', `/${await open()}`, bert)).toMatchObject({ status: 200, text: '{}', etag: null });
  });

  it('tags a message with the MD5 of its bytes, and takes the tag back in every form', async () => {
    await start();
    const channel = await open();
    const body = '{"type":"receiver1","é":"€"}';
    const put = await ask('PUT', `/${channel}`, anna, { 'If-None-Match': '*' }, body);
    expect(put).toMatchObject({ status: 200, text: '""', etag: md5(body) });
    const bare = md5(body).slice(1, -1);
    for (const tag of [md5(body), bare, `W/"${bare}"`, `"other", "${bare}"`]) {
      const answer = await ask('GET', `/${channel}`, anna, { 'If-None-Match': tag });
      expect(answer, tag).toMatchObject({ status: 304, text: '', etag: md5(body) });
    }
    expect(await ask('GET', `/${channel}`, bert)).toMatchObject({ status: 200, text: body, etag: md5(body) });
    const next = await ask('PUT', `/${channel}`, bert, { 'If-Match': `W/${md5(body)}` }, 'answer');
    expect(next).toMatchObject({ status: 200, etag: md5('answer') });
  });

  it("refuses a message when another one is there, and tells the refused one's tag", async () => {
    await start();
    const channel = `/${await open()}`;
    expect((await ask('PUT', channel, anna, { 'If-Match': '"x"' }, 'none there')).status).toBe(412);
    expect((await ask('PUT', channel, anna, { 'If-Match': '*' }, 'zero')).status).toBe(200);
    const again = await ask('PUT', channel, anna, { 'If-None-Match': '*' }, 'one');
    expect(again).toMatchObject({ status: 412, etag: md5('one') });
    expect((await ask('PUT', channel, bert, { 'If-Match': md5('one') }, 'two')).status).toBe(412);
    expect((await ask('PUT', channel, bert, { 'If-Match': md5('zero') }, 'two')).status).toBe(200);
    expect((await ask('PUT', channel, anna, {}, 'three')).status).toBe(200);
    expect((await ask('GET', channel, bert)).text).toBe('three');
  });

  it('lets one of two that write at once through', async () => {
    await start();
    const channel = `/${await open()}`;
    const answers = await Promise.all(
      ['one', 'two', 'three'].map((body) => ask('PUT', channel, anna, { 'If-None-Match': '*' }, body)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it('gives six answers with content away, the sixth too, and counts no 304', async () => {
    await start();
    const channel = `/${await open()}`;
    await ask('PUT', channel, anna, {}, 'x');
    for (let i = 0; i < 6; i++) {
      for (let poll = 0; poll < 5; poll++) {
        expect((await ask('GET', channel, anna, { 'If-None-Match': md5('x') })).status).toBe(304);
      }
      expect(await ask('GET', channel, bert), String(i)).toMatchObject({ status: 200, text: 'x' });
    }
    expect((await ask('GET', channel, bert)).status).toBe(404);
  });

  it('ends after five minutes, whatever happened in it', async () => {
    const exchange = await start();
    const channel = `/${await open()}`;
    time += 299_999;
    expect((await ask('PUT', channel, anna, {}, 'x')).status).toBe(200);
    time += 1;
    expect((await ask('GET', channel, bert)).status).toBe(404);
    expect(exchange.stats().channels).toBe(0);
  });

  it('ends when a member gives the pairing up', async () => {
    await start();
    const channel = `/${await open()}`;
    expect((await ask('DELETE', channel, anna)).status).toBe(200);
    expect((await ask('GET', channel, anna)).status).toBe(404);
    expect((await ask('DELETE', channel, anna)).status).toBe(404);
  });

  it('takes messages of 16 KiB, and none of more', async () => {
    await start();
    const channel = `/${await open()}`;
    expect((await ask('PUT', channel, anna, {}, 'x'.repeat(16_384))).status).toBe(200);
    expect((await ask('PUT', channel, anna, {}, 'y'.repeat(16_385))).status).toBe(413);
    expect((await ask('GET', channel, bert)).text).toBe('x'.repeat(16_384));
    expect(logs).toContainEqual(expect.objectContaining({ message: 'request refused' }));
  });

  it('notes reports in one line of the audit log, however they try', async () => {
    await start();
    const report = { 'X-KeyExchange-Log': 'jpake.error.timeout' };
    expect(await ask('POST', '/report', anna, report)).toMatchObject({ status: 200, text: '""' });
    const forged = `x\nNov 22 00:00:00 host CEF:0|a|b|${'y'.repeat(3000)}`;
    expect((await ask('POST', '/report', anna, report, forged)).status).toBe(200);
    expect((await ask('POST', '/report', anna)).status).toBe(200);
    const found = logs.filter(({ message }) => message === 'KeyExchangeReport');
    expect(found.map(({ fields }) => String(fields.report).slice(0, 21))).toEqual([
      'jpake.error.timeout',
      'jpake.error.timeout x',
    ]);
    expect(String(found[1]!.fields.report)).toHaveLength('jpake.error.timeout '.length + 2000);
    for (const { message, time, fields } of found) {
      const line = formatCef(message, time, fields);
      expect(line).not.toContain('\n');
      expect(line).toContain('|KeyExchangeReport|Report|5|');
    }
    expect((await ask('POST', '/report', anna, {}, 'z'.repeat(16_385))).status).toBe(413);
  });

  it("ends a member's channel with a report, and a stranger's never", async () => {
    await start();
    const channel = await open();
    await ask('PUT', `/${channel}`, anna, {}, 'x');
    const closing = { 'X-KeyExchange-Cid': channel, 'X-KeyExchange-Log': 'jpake.error.userabort' };
    expect((await ask('POST', '/report', carl, closing)).status).toBe(200);
    expect(audits()).toContain('KeyExchangeNotClosed');
    expect((await ask('GET', `/${channel}`, bert)).text).toBe('x');
    await ask('POST', '/report', bert, closing);
    expect((await ask('GET', `/${channel}`, anna)).status).toBe(404);
  });

  it('shuts out who guesses, and not others', async () => {
    await start({ mistakes: 3 });
    const channel = await open();
    for (let i = 0; i < 3; i++)
      expect((await ask('GET', `/${channel === 'aaaa' ? 'bbbb' : 'aaaa'}`, carl)).status).toBe(404);
    const shutOut = await ask('GET', '/new_channel', anna);
    expect(shutOut.status).toBe(403);
    expect(Number(shutOut.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(audits().filter((event) => event === 'KeyExchangeBlocked')).toHaveLength(1);
    expect((await ask('GET', `/${channel}`, bert, { 'X-Test-Address': '2001:db8::1' })).status).toBe(200);
    time += keyExchangeLimits.mistakeWindow;
    expect((await ask('GET', '/new_channel', anna)).status).toBe(200);
  });

  it('tells who is shut out, and lets them in again', async () => {
    const exchange = await start({ mistakes: 3, newChannels: 2 });
    for (let i = 0; i < 3; i++) await ask('GET', '/aaaa', carl, { 'X-Test-Address': '2001:db8::1' });
    await ask('GET', '/new_channel', carl, { 'X-Test-Address': '2001:db8::9' });
    for (let i = 0; i < 2; i++) await open();
    time += 60_000;
    const { mistakeWindow, newChannelWindow } = keyExchangeLimits;
    expect(exchange.stats()).toMatchObject({
      refused: 1,
      onlyObserves: false,
      blocked: [
        { network: '2001:db8:0:0::/64', reason: 'mistakes', left: mistakeWindow - 60_000 },
        { network: '192.0.2.1', reason: 'channels', left: newChannelWindow - 60_000 },
      ],
    });
    exchange.unblock('2001:db8::5');
    expect(exchange.stats().blocked.map(({ network }) => network)).toEqual(['192.0.2.1']);
    expect((await ask('GET', '/new_channel', carl, { 'X-Test-Address': '2001:db8::1' })).status).toBe(200);
    exchange.unblock(undefined);
    expect((await ask('GET', '/new_channel', anna)).status).toBe(200);
  });

  it('that only observes tells once whom it would shut out, and refuses nobody', async () => {
    const exchange = await start({ mistakes: 3 }, { onlyObserves: true });
    for (let i = 0; i < 6; i++) expect((await ask('GET', '/aaaa', carl)).status).toBe(404);
    const told = logs.filter(({ message }) => message === 'KeyExchangeBlocked');
    expect(told.map(({ fields }) => fields.observed)).toEqual([true]);
    expect(exchange.stats()).toMatchObject({ refused: 3, onlyObserves: true, blocked: [{ reason: 'mistakes' }] });
  });

  it('never counts those that are exempt', async () => {
    const exchange = await start({ mistakes: 3, newChannels: 2 }, { isExempt: networkTest(['2001:db8::/32']) });
    const exempt = { 'X-Test-Address': '2001:db8::1' };
    for (let i = 0; i < 6; i++) expect((await ask('GET', '/aaaa', carl, exempt)).status).toBe(404);
    for (let i = 0; i < 6; i++) expect((await ask('GET', '/new_channel', anna, exempt)).status).toBe(200);
    expect(exchange.stats()).toMatchObject({ refused: 0, blocked: [] });
  });

  it('lets two pairings poll behind one address, but not any number of requests and channels through', async () => {
    await start({ requests: 40, newChannels: 2 });
    const channels = [await open(), await open()];
    expect((await ask('GET', '/new_channel', anna)).status).toBe(403);
    expect((await ask('GET', '/new_channel', anna, { 'X-Test-Address': '192.0.2.2' })).status).toBe(200);
    let refused = 0;
    for (let i = 0; i < 45; i++) {
      const { status } = await ask('PUT', `/${channels[0]}`, anna, {}, String(i));
      if (status === 403) refused += 1;
    }
    expect(refused).toBe(45 - 37);
    const { requests, requestWindow } = keyExchangeLimits;
    expect(requests).toBeGreaterThan(2 * 2 * (requestWindow / 1000 + 20));
  });

  it('holds a thousand channels without a collision, and no more than it has room for', async () => {
    const exchange = await start({ newChannels: Infinity, requests: Infinity, channels: 1000 });
    const ids = new Set<string>();
    for (let i = 0; i < 1000; i++) ids.add(await open());
    expect(ids.size).toBe(1000);
    expect((await ask('GET', '/new_channel', anna)).status).toBe(503);
    expect(exchange.stats().channels).toBe(1000);
    time += keyExchangeLimits.lifetime;
    expect((await ask('GET', '/new_channel', anna)).status).toBe(200);
  });
});
