import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import {
  issueAccessToken,
  saveAccount,
  type TestAccount,
  testAccount,
  tokenHeaders,
} from '../../testing/token/token-client.ts';
import { type HawkRequest, hawkMac } from '../crypto/hawk.ts';
import { nodeCommands } from './node-commands.ts';
import { probeNode } from './probe-node.ts';
import { purgeGrace, purgeReplacedUsers } from './purge.ts';

interface Token {
  id: string;
  key: string;
  uid: number;
  api_endpoint: string;
}

describeOnEngines('storage on another appliance that shares the master secret (sync15.md §17.7)', (engine) => {
  let home: TestServer;
  let other: TestServer;
  beforeAll(async () => {
    home = await startTestServer(engine);
    other = await startTestServer(engine, { overrides: { secrets: home.ctx.secrets } });
  });
  afterAll(() => Promise.all([home.stop(), other.stop()]));

  const exchange = async (account: TestAccount): Promise<Token> => {
    await saveAccount(home.ctx, account);
    const headers = tokenHeaders(await issueAccessToken(home.ctx, account), account);
    return (await fetch(`${home.url}/1.0/sync/1.5`, { headers })).json() as Promise<Token>;
  };
  const ask = async ({ id, key, api_endpoint }: Token, method: string, path: string, body?: string) => {
    const url = new URL(api_endpoint + path);
    const attributes = { ts: String(Math.floor(Date.now() / 1000)), nonce: 'abc' };
    const request: HawkRequest = { method, target: url.pathname, host: url.hostname, port: Number(url.port) };
    const { ts, nonce } = attributes;
    const mac = hawkMac(key, attributes, request);
    const headers: Record<string, string> = {
      Authorization: `Hawk id="${id}", ts="${ts}", nonce="${nonce}", mac="${mac}"`,
    };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(url, { method, headers, body });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('a user who is sent there reads and writes there, only there, and moves away when it is drained', async () => {
    await nodeCommands.add(home.ctx, other.url);
    await nodeCommands.drain(home.ctx, home.url, { keepUsers: true });
    const account = testAccount();
    const token = await exchange(account);
    expect(token.api_endpoint).toBe(`${other.url}/1.5/${token.uid}`);
    expect((await ask(token, 'PUT', '/storage/meta/global', '{"payload":"p"}')).status).toBe(200);
    expect((await ask(token, 'GET', '/storage/meta/global')).body).toMatchObject({ payload: 'p' });
    const astray = { ...token, api_endpoint: token.api_endpoint.replace(other.url, home.url) };
    expect((await ask(astray, 'GET', '/storage/meta/global')).status).toBe(401);

    await nodeCommands.add(home.ctx, home.url);
    expect(await nodeCommands.drain(home.ctx, other.url)).toBe(1);
    const moved = await exchange(account);
    expect(moved.api_endpoint).toBe(`${home.url}/1.5/${moved.uid}`);
    expect((await ask(moved, 'GET', '/info/collections')).body).toEqual({});
    expect((await ask(token, 'GET', '/info/collections')).body).toMatchObject({ meta: expect.any(Number) });
    const aDayLater = { ...home.ctx, now: () => Date.now() + purgeGrace + 60_000 };
    expect(await purgeReplacedUsers(aDayLater)).toEqual({ users: 1, failed: 0 });
    expect((await ask(token, 'GET', '/info/collections')).body).toEqual({});
  });

  it('a node is asked whether it is there and ours before it gets users', async () => {
    const secret = home.ctx.secrets.masterSecrets[0]!;
    expect(await probeNode(other.url, secret, Date.now())).toBeUndefined();
    expect(await probeNode(other.url, 'another secret', Date.now())).toMatch(/FOXDEN_MASTER_SECRET/);
    const alias = other.url.replace('localhost', '127.0.0.1');
    expect(await probeNode(alias, secret, Date.now())).toContain(`the FOXDEN_PUBLIC_URL ${alias}`);
    const stranger = createServer((_, response) => response.writeHead(404).end());
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    expect(await probeNode(`http://127.0.0.1:${port}`, secret, Date.now())).toMatch(/answers 404/);
    stranger.close();
    await expect(probeNode('http://127.0.0.1:1', secret, Date.now())).rejects.toThrow();
  });

  it('a node is forgotten when it is drained and empty, and not before', async () => {
    const url = 'https://gone.example.org';
    await expect(nodeCommands.remove(home.ctx, url)).rejects.toThrow(/no node/);
    await expect(nodeCommands.remove(home.ctx, home.url)).rejects.toThrow(/this appliance/);
    await nodeCommands.add(home.ctx, url);
    await expect(nodeCommands.remove(home.ctx, url)).rejects.toThrow(/still takes users/);
    await nodeCommands.drain(home.ctx, home.url, { keepUsers: true });
    await nodeCommands.drain(home.ctx, other.url).catch(() => {});
    await exchange(testAccount());
    await nodeCommands.add(home.ctx, home.url);
    await nodeCommands.drain(home.ctx, url);
    await expect(nodeCommands.remove(home.ctx, url)).rejects.toThrow(/still keeps data of 1 users/);
    await home.ctx.db.query.deleteFrom('users').execute();
    await nodeCommands.remove(home.ctx, url);
    expect((await nodeCommands.list(home.ctx)).map(({ node }) => node)).not.toContain(url);
  });
});
