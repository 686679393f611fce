import { createHmac, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeOnEngines, type Engine } from '../../testing/engines.ts';
import { clientToken, FxaClient } from '../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { startFakeFxa } from '../../testing/token/fake-fxa.ts';
import { testAccount, tokenHeaders } from '../../testing/token/token-client.ts';

/** Sends lines as they are, and gives the status and body of the answer. */
function raw(server: TestServer, lines: string[]): Promise<{ status: number; body: string }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () =>
      resolve({ status: Number(text.split(' ')[1]), body: text.slice(text.indexOf('\r\n\r\n') + 4) }),
    );
    socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  });
}

function hawk(
  credentials: { id: string; key: string | Buffer },
  signed: { target: string; host: string; port: number },
): string {
  const [ts, nonce] = [Math.floor(Date.now() / 1000), randomBytes(6).toString('base64')];
  const lines = ['hawk.1.header', ts, nonce, 'GET', signed.target, signed.host, signed.port, '', ''];
  const mac = createHmac('sha256', credentials.key)
    .update(`${lines.join('\n')}\n`)
    .digest('base64');
  return `Hawk id="${credentials.id}", ts="${ts}", nonce="${nonce}", mac="${mac}"`;
}

describeOnEngines('where the server lives', (engine: Engine) => {
  describe('at an IPv6 address', () => {
    let server: TestServer;
    let id: string;
    let key: Buffer;
    const target = '/v1/session/status';
    beforeAll(async () => {
      server = await startTestServer(engine, {
        env: { FOXDEN_PUBLIC_URL: 'https://[2001:db8::1]:8443', FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'off' },
      });
      const user = await new FxaClient(server.url).signUp('six@example.org', 'pw');
      const token = clientToken('sessionToken', user.sessionToken);
      id = token.id;
      key = token.macKey;
    });
    afterAll(() => server.stop());
    const status = async (requestLine: string, host: string | undefined, signed: { host: string; port: number }) =>
      (
        await raw(server, [
          requestLine,
          ...(host === undefined ? [] : [`Host: ${host}`]),
          `Authorization: ${hawk({ id, key }, { target, ...signed })}`,
        ])
      ).status;

    it('takes the signature of those who sign the brackets and of those who don’t', async () => {
      for (const host of ['2001:db8::1', '[2001:db8::1]']) {
        expect(await status(`GET ${target} HTTP/1.1`, '[2001:db8::1]:8443', { host, port: 8443 }), host).toBe(200);
        // Another way in, such as a tunnel.
        expect(
          await status(`GET ${target} HTTP/1.1`, '[::1]:9000', {
            host: host.replace('2001:db8::1', '::1'),
            port: 9000,
          }),
        ).toBe(200);
      }
      expect(await status(`GET ${target} HTTP/1.1`, '[2001:db8::1]:8443', { host: '2001:db8::2', port: 8443 })).toBe(
        401,
      );
    });

    it('takes every form of request line and of Host', async () => {
      const signed = { host: '2001:db8::1', port: 8443 };
      for (const host of ['[2001:db8::1]:8443', '[2001:DB8::1]:8443', 'localhost', 'proxy.internal:1234', '']) {
        expect(await status(`GET ${target} HTTP/1.1`, host, signed), host).toBe(200);
        expect(await status(`GET https://[2001:db8::1]:8443${target} HTTP/1.1`, host, signed), host).toBe(200);
        expect(await status(`GET HTTP://[2001:db8::1]:8443${target} HTTP/1.1`, host, signed), host).toBe(200);
      }
      expect(await status(`GET ${target} HTTP/1.0`, undefined, signed)).toBe(200);
      for (const port of [443, 80]) {
        expect(await status(`GET ${target} HTTP/1.1`, 'sync.example.org', { host: 'sync.example.org', port })).toBe(
          200,
        );
        expect(
          await status(`GET ${target} HTTP/1.1`, `SYNC.example.org:${port}`, { host: 'sync.example.org', port }),
        ).toBe(200);
        expect(
          await status(`GET http://sync.example.org${target} HTTP/1.1`, 'elsewhere', {
            host: 'sync.example.org',
            port,
          }),
        ).toBe(200);
      }
      expect(
        await status(`GET http://sync.example.org:81${target} HTTP/1.1`, 'elsewhere', { host: 'elsewhere', port: 443 }),
      ).toBe(401);
      expect(
        (await raw(server, ['GET http://[2001:db8::1]:8443 HTTP/1.1', 'Host: x', 'Accept: text/html'])).status,
      ).toBeLessThan(600);
      expect((await raw(server, ['OPTIONS * HTTP/1.1', 'Host: x'])).status).toBeLessThan(500);
    });

    it('allows its pages the WebSocket of pairing', async () => {
      const policy = (await fetch(server.url)).headers.get('content-security-policy');
      expect(policy).toMatch(/connect-src 'self' wss:(;|$)/);
    });
  });

  describe('below a path', () => {
    let server: TestServer;
    let accounts: TestServer;
    let fxa: Awaited<ReturnType<typeof startFakeFxa>>;
    const base = 'https://home.example/apps/sync';
    beforeAll(async () => {
      fxa = await startFakeFxa();
      server = await startTestServer(engine, { env: { FOXDEN_PUBLIC_URL: `${base}/`, FOXDEN_ACCOUNTS: fxa.url } });
      accounts = await startTestServer(engine, {
        env: { FOXDEN_PUBLIC_URL: base, FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'off' },
      });
    });
    afterAll(async () => {
      await Promise.all([server.stop(), accounts.stop(), fxa.stop()]);
    });

    it('gives tokens and keeps records, whether or not a proxy takes the path away', async () => {
      const account = testAccount();
      const headers = tokenHeaders(await fxa.sign({ sub: account.uid, 'fxa-generation': account.generation }), account);
      for (const prefix of ['/apps/sync', '']) {
        const response = await fetch(`${server.url}${prefix}/token/1.0/sync/1.5`, { headers });
        const token = (await response.json()) as { uid: number; id: string; key: string; api_endpoint: string };
        expect(token.api_endpoint).toBe(`${base}/1.5/${token.uid}`);
        const read = async (path: string, target: string) => {
          const authorization = hawk(token, { target, host: 'home.example', port: 443 });
          return (await fetch(`${server.url}${path}`, { headers: { authorization } })).status;
        };
        const target = `/apps/sync/1.5/${token.uid}/info/collections`;
        expect(await read(`${prefix}/1.5/${token.uid}/info/collections`, target)).toBe(200);
        expect(
          await read(
            `${prefix}/1.5/${token.uid}/storage/x?full=1&limit=3`,
            `/apps/sync/1.5/${token.uid}/storage/x?full=1&limit=3`,
          ),
        ).toBe(200);
        expect(await read(`${prefix}/1.5/${token.uid}/info/collections`, `/1.5/${token.uid}/info/collections`)).toBe(
          401,
        );
      }
      expect((await fetch(`${server.url}/apps/syncopation/1.5/1/info/collections`)).status).toBe(404);
    });

    it('shows its page at every form of the address', async () => {
      for (const path of ['/apps/sync', '/apps/sync/', '/apps/sync?x', '/']) {
        expect((await fetch(server.url + path)).headers.get('content-type'), path).toMatch(/^text\/html/);
      }
    });

    it('keeps accounts for programs that take any address', async () => {
      const client = new FxaClient(accounts.url, { scheme: 'bearer' });
      const user = await client.signUp('path@example.org', 'pw');
      const { id, macKey } = clientToken('sessionToken', user.sessionToken);
      const signed = { target: '/apps/sync/v1/session/status', host: 'home.example', port: 443 };
      for (const prefix of ['/apps/sync', '']) {
        const answer = await fetch(`${accounts.url}${prefix}/v1/session/status`, {
          headers: { authorization: hawk({ id, key: macKey }, signed) },
        });
        expect(answer.status).toBe(200);
      }
      const discovery = (await (
        await fetch(`${accounts.url}/apps/sync/.well-known/fxa-client-configuration`)
      ).json()) as object;
      expect(discovery).toMatchObject({ auth_server_base_url: base, sync_tokenserver_base_url: `${base}/token` });
    });
  });
});
