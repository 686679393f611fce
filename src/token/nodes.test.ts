import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import {
  issueAccessToken,
  saveAccount,
  type TestAccount,
  testAccount,
  tokenHeaders,
} from '../../testing/token/token-client.ts';
import { hawkMac, parseHawkAttributes } from '../crypto/hawk.ts';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { NodeError, nodeCommands } from './node-commands.ts';
import { purgeGrace, purgeReplacedUsers } from './purge.ts';

describeOnEngines('several nodes (foxden node; sync15.md §17.7)', (engine) => {
  const second = 'https://second.example.org';
  const third = 'https://third.example.org';
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    await server.ctx.db.query.deleteFrom('users').execute();
    await server.ctx.db.query.deleteFrom('nodes').execute();
    await nodeCommands.list(server.ctx);
  });

  const exchange = async (account: TestAccount = testAccount()) => {
    await saveAccount(server.ctx, account);
    const headers = tokenHeaders(await issueAccessToken(server.ctx, account), account);
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers });
    const body = (await response.json()) as { id: string; uid: number; api_endpoint: string; duration: number };
    return { ...body, code: response.status, node: body.api_endpoint?.replace(`/1.5/${body.uid}`, '') };
  };

  it('users are assigned where there is most room', async () => {
    await nodeCommands.add(server.ctx, second);
    await nodeCommands.add(server.ctx, third);
    const homes: (string | undefined)[] = [];
    for (let i = 0; i < 9; i++) homes.push((await exchange()).node);
    for (const node of [server.url, second, third]) expect(homes.filter((home) => home === node)).toHaveLength(3);
    const facts = { capacity: null, state: 'open', users: 3 };
    expect(await nodeCommands.list(server.ctx)).toEqual([
      { node: server.url, isOwn: true, ...facts },
      { node: second, isOwn: false, ...facts },
      { node: third, isOwn: false, ...facts },
    ]);
  });

  it('tokens for a node that hears of no revocation live five minutes, others an hour', async () => {
    expect(await exchange()).toMatchObject({ node: server.url, duration: 3600 });
    await nodeCommands.add(server.ctx, second);
    await nodeCommands.drain(server.ctx, server.url);
    const { id, ...there } = await exchange();
    expect(there).toMatchObject({ node: second, duration: 300 });
    const { payload } = tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(id)!;
    expect(payload.expires - Date.now() / 1000).toBeLessThanOrEqual(300);
  });

  it('a full node takes nobody; what its capacity held back is released when needed', async () => {
    await nodeCommands.add(server.ctx, second, 12);
    await nodeCommands.drain(server.ctx, server.url);
    await server.ctx.db.query.updateTable('nodes').set({ available: 0 }).where('node', '=', second).execute();
    for (let i = 0; i < 12; i++) expect((await exchange()).node).toBe(second);
    expect((await exchange()).code).toBe(503);
    expect((await nodeCommands.list(server.ctx)).map((node) => node.state)).toEqual(['drained', 'full']);
  });

  it('draining moves users when they next ask for a token, unless they are kept', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    await nodeCommands.add(server.ctx, second);
    expect(await nodeCommands.drain(server.ctx, server.url, { keepUsers: true })).toBe(0);
    expect(await exchange(account)).toMatchObject({ uid, node: server.url });
    expect(await nodeCommands.drain(server.ctx, server.url)).toBe(1);
    const moved = await exchange(account);
    expect(moved.node).toBe(second);
    expect(moved.uid).not.toBe(uid);
    expect(await exchange(account)).toMatchObject({ uid: moved.uid, node: second });
    await nodeCommands.add(server.ctx, `${server.url}/`);
    expect((await exchange()).node).toBe(server.url);
  });

  it('the last open node is not drained, and nonsense is refused in words', async () => {
    await expect(nodeCommands.drain(server.ctx, server.url)).rejects.toThrow(/only node/);
    await expect(nodeCommands.drain(server.ctx, second)).rejects.toThrow(/foxden node list/);
    for (const url of ['sync.example.org', 'ftp://a.example', 'https://a.example/path', 'https://u:p@a.example', '']) {
      await expect(nodeCommands.add(server.ctx, url), url).rejects.toThrow(NodeError);
    }
  });

  it('a storage token names its node and is signed with the secret that all share', async () => {
    await nodeCommands.add(server.ctx, second);
    await nodeCommands.drain(server.ctx, server.url);
    const { id, uid } = await exchange();
    const opened = tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(id);
    expect(opened?.payload).toMatchObject({ node: second, uid });
  });

  it('the purge deletes data at the node that has it, by a request that this node can verify', async () => {
    const seen: string[] = [];
    let status = 500;
    const remote: Server = createServer((request, response) => {
      const attributes = parseHawkAttributes(request.headers.authorization!.slice(5))!;
      const token = tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(attributes.id)!;
      const { port } = remote.address() as AddressInfo;
      const { method, url: target } = request as { method: string; url: string };
      const isGenuine = hawkMac(token.key, attributes, { method, target, host: '127.0.0.1', port }) === attributes.mac;
      seen.push(`${method} ${target} ${isGenuine} ${token.payload.node === origin}`);
      response.writeHead(status).end('null');
    });
    await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(remote.address() as AddressInfo).port}`;
    await nodeCommands.add(server.ctx, origin);
    await nodeCommands.drain(server.ctx, server.url);
    const { uid } = await exchange();
    await nodeCommands.add(server.ctx, server.url);
    await nodeCommands.drain(server.ctx, origin);
    const local: number[] = [];
    const storage = { deleteUser: async (id: number) => void local.push(id) };
    const ctx = { ...server.ctx, storage, now: () => Date.now() + purgeGrace + 60_000 };
    expect(await purgeReplacedUsers(ctx)).toEqual({ users: 0, failed: 1 });
    status = 404;
    expect(await purgeReplacedUsers(ctx)).toEqual({ users: 1, failed: 0 });
    expect(seen).toEqual(Array(2).fill(`DELETE /1.5/${uid} true true`));
    expect(local).toEqual([]);
    remote.closeAllConnections();
    remote.close();
  });
});
