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
import { randomHex } from '../crypto/random.ts';

interface Answer {
  code: number;
  uid?: number;
  api_endpoint?: string;
  status?: string;
}

describeOnEngines('users of the token server (sync15.md §17.4–17.7)', (engine) => {
  const publicUrl = 'https://sync.example.org';
  let server: TestServer;
  let second: TestServer;
  let env: Record<string, string>;
  beforeAll(async () => {
    env = { ...(await engine.env()), FOXDEN_PUBLIC_URL: publicUrl };
    server = await startTestServer(engine, { env });
    const { secrets } = server.ctx;
    second = await startTestServer(engine, { env, overrides: { secrets } });
  });
  afterAll(() => Promise.all([server.stop(), second.stop()]));

  const exchange = async (account: TestAccount, at = server): Promise<Answer> => {
    await saveAccount(at.ctx, account);
    return repeat(account, await issueAccessToken(at.ctx, account), at);
  };
  const repeat = async (account: TestAccount, token: string, at = server): Promise<Answer> => {
    const response = await fetch(`${at.url}/1.0/sync/1.5`, { headers: tokenHeaders(token, account) });
    return { code: response.status, ...((await response.json()) as object) };
  };
  const rowsOf = (account: TestAccount) =>
    server.ctx.db.query
      .selectFrom('users')
      .where('email', 'like', `${account.uid}@%`)
      .selectAll()
      .orderBy('uid')
      .execute();
  const nodes = () => server.ctx.db.query.selectFrom('nodes').selectAll().orderBy('id').execute();
  const setRow = (uid: number, values: object) =>
    server.ctx.db.query.updateTable('users').set(values).where('uid', '=', uid).execute();

  it('a first request makes a row with what it says', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    expect(await rowsOf(account)).toMatchObject([
      { uid, generation: 5000, keys_changed_at: 4000, client_state: account.clientState, replaced_at: null },
    ]);
  });

  it('a device with the same key gets the same uid, at either server', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    expect((await exchange(account)).uid).toBe(uid);
    expect((await exchange(account, second)).uid).toBe(uid);
  });

  it('a new password raises the generation of the row; older sessions are refused then', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    expect((await exchange({ ...account, generation: 6000 })).uid).toBe(uid);
    expect(await rowsOf(account)).toMatchObject([{ uid, generation: 6000, keys_changed_at: 4000 }]);
    expect(await exchange(account)).toMatchObject({ code: 401, status: 'invalid-generation' });
  });

  it('a new key gives a new uid on the same node and replaces the old row (sync15.md §17.5)', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    const changed = { ...account, generation: 7000, keysChangedAt: 7000, clientState: randomHex(16) };
    const next = await exchange(changed);
    expect(next.code).toBe(200);
    expect(next.uid).toBeGreaterThan(uid!);
    const [old, current] = await rowsOf(account);
    expect(current).toMatchObject({ uid: next.uid, nodeid: old!.nodeid, replaced_at: null, generation: 7000 });
    expect(old!.replaced_at).toBe(current!.created_at);
    expect((await exchange(changed)).uid).toBe(next.uid);
    const back = { ...changed, generation: 8000, keysChangedAt: 8000, clientState: account.clientState };
    expect(await exchange(back)).toMatchObject({ code: 401, status: 'invalid-client-state' });
  });

  it('a new key with old numbers is refused, and nothing is written', async () => {
    const account = testAccount();
    await exchange(account);
    const before = await rowsOf(account);
    const refused = [
      { clientState: randomHex(16), keysChangedAt: 4500 },
      { clientState: randomHex(16), generation: 9000 },
      { clientState: '', generation: 9000, keysChangedAt: 4500 },
    ];
    for (const change of refused) {
      const changed = { ...account, ...change };
      expect(await exchange(changed)).toMatchObject({ code: 401, status: 'invalid-client-state' });
    }
    expect(await exchange({ ...account, keysChangedAt: 3999 })).toMatchObject({ status: 'invalid-keysChangedAt' });
    expect(await exchange({ ...account, keysChangedAt: 0 })).toMatchObject({ status: 'invalid-keysChangedAt' });
    expect(await exchange({ ...account, keysChangedAt: 9999, generation: 6000 })).toMatchObject({
      status: 'invalid-keysChangedAt',
    });
    expect(await rowsOf(account)).toEqual(before);
  });

  it('a row from before keys_changed_at is brought up to date', async () => {
    const account = testAccount({ keysChangedAt: 0 });
    const { uid } = await exchange(account);
    expect(await rowsOf(account)).toMatchObject([{ keys_changed_at: null }]);
    expect((await exchange({ ...account, keysChangedAt: 4500 })).uid).toBe(uid);
    expect(await rowsOf(account)).toMatchObject([{ uid, keys_changed_at: 4500 }]);
  });

  it('a row marked as replaced gets a successor with its key (sync15.md §17.6)', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    await setRow(uid!, { replaced_at: Date.now() });
    const next = await exchange(account);
    expect(next.uid).toBeGreaterThan(uid!);
    expect((await exchange(account)).uid).toBe(next.uid);
    expect(await rowsOf(account)).toHaveLength(2);
  });

  it('a row whose node is gone is replaced by one on a node that exists', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    await setRow(uid!, { nodeid: 987_654 });
    const next = await exchange(account);
    expect(next).toMatchObject({ code: 200, api_endpoint: `${publicUrl}/1.5/${next.uid}` });
    const [old] = await rowsOf(account);
    expect(old).toMatchObject({ uid, replaced_at: expect.any(Number) });
  });

  it('several rows that a race has left behind are healed: the highest generation wins', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    const [row] = await rowsOf(account);
    const stray = { ...row!, uid: undefined, generation: 4000, client_state: 'ffff', created_at: row!.created_at + 5 };
    await server.ctx.db.query.insertInto('users').values(stray).execute();
    expect((await exchange(account)).uid).toBe(uid);
    const [, healed] = await rowsOf(account);
    expect(healed!.replaced_at).toBe(row!.created_at);
    server.statements.length = 0;
    const token = await issueAccessToken(second.ctx, account);
    await repeat(account, token);
    expect(server.statements).toHaveLength(1);
  });

  it('a retired user gets no token', async () => {
    const account = testAccount();
    const { uid } = await exchange(account);
    await server.ctx.db.query
      .updateTable('users')
      .set({ generation: 2n ** 63n - 1n })
      .where('uid', '=', uid!)
      .execute();
    expect(await exchange(account)).toMatchObject({ code: 401, status: 'invalid-generation' });
  });

  it('many first requests at once, at two servers, all get one uid (sync15.md §20.10)', async () => {
    const account = testAccount();
    await saveAccount(server.ctx, account);
    const token = await issueAccessToken(server.ctx, account);
    const servers = Array.from({ length: 24 }, (_, i) => (i % 2 ? server : second));
    const answers = await Promise.all(servers.map((at) => repeat(account, token, at)));
    expect(answers.map((answer) => answer.code)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map((answer) => answer.uid)).size).toBe(1);
    expect(await rowsOf(account)).toHaveLength(1);
  });

  it('many requests with a new key at once make one new row, and leave one current (sync15.md §20.11)', async () => {
    const account = testAccount();
    await exchange(account);
    const changed = { ...account, generation: 7000, keysChangedAt: 7000, clientState: randomHex(16) };
    await saveAccount(server.ctx, changed);
    const token = await issueAccessToken(server.ctx, changed);
    const servers = Array.from({ length: 16 }, (_, i) => (i % 2 ? server : second));
    const answers = await Promise.all(servers.map((at) => repeat(changed, token, at)));
    expect(new Set(answers.map((answer) => answer.uid)).size).toBe(1);
    const rows = await rowsOf(account);
    expect(rows.map((row) => row.replaced_at === null)).toEqual([false, true]);
  });

  it('different accounts at once each get a uid of their own, and every place is counted (sync15.md §20.12)', async () => {
    const [before] = await nodes();
    const accounts = Array.from({ length: 12 }, () => testAccount());
    await Promise.all(accounts.map((account) => saveAccount(server.ctx, account)));
    const answers = await Promise.all(accounts.map((account, i) => exchange(account, i % 2 ? server : second)));
    expect(new Set(answers.map((answer) => answer.uid)).size).toBe(12);
    const [after] = await nodes();
    expect(after!.current_load - before!.current_load).toBe(12);
    expect(before!.available - after!.available).toBe(12);
  });

  it('the node follows the public URL, and users stay where they are (sync15.md §17.7)', async () => {
    const account = testAccount();
    const { uid, api_endpoint } = await exchange(account);
    expect(api_endpoint).toBe(`${publicUrl}/1.5/${uid}`);
    const { secrets } = server.ctx;
    const moved = await startTestServer(engine, {
      env: { ...env, FOXDEN_PUBLIC_URL: 'https://fox.example.net:8443' },
      overrides: { secrets },
    });
    expect(await exchange(account, moved)).toMatchObject({
      uid,
      api_endpoint: `https://fox.example.net:8443/1.5/${uid}`,
    });
    expect(await nodes()).toMatchObject([{ node: 'https://fox.example.net:8443' }]);
    await moved.stop();
  });
});
