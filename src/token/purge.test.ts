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
import { randomHex } from '../crypto/random.ts';
import { type PurgeContext, purgeGrace, purgeReplacedUsers } from './purge.ts';
import { retireAccount } from './store/retire-account.ts';

describeOnEngines('purge of replaced users (sync15.md §17.11, §20.13)', (engine) => {
  let server: TestServer;
  let deleted: number[];
  let now: number;
  let broken: number | undefined;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    deleted = [];
    broken = undefined;
    now = Date.now();
    await server.ctx.db.query.deleteFrom('users').execute();
  });

  const ctx = (): PurgeContext => ({
    ...server.ctx,
    now: () => now,
    storage: {
      async deleteUser(uid) {
        if (uid === broken) throw new Error('disk full');
        deleted.push(uid);
      },
    },
  });
  const exchange = async (account: TestAccount): Promise<number> => {
    await saveAccount(server.ctx, account);
    const headers = tokenHeaders(await issueAccessToken(server.ctx, account), account);
    const response = await fetch(`${server.url}/1.0/sync/1.5`, { headers });
    return ((await response.json()) as { uid: number }).uid;
  };
  const replacedUser = async () => {
    const account = testAccount();
    const old = await exchange(account);
    const changed = { ...account, generation: 9000, keysChangedAt: 9000, clientState: randomHex(16) };
    return { account: changed, old, current: await exchange(changed) };
  };
  const uids = async () => {
    const rows = await server.ctx.db.query.selectFrom('users').select('uid').orderBy('uid').execute();
    return rows.map((row) => row.uid);
  };
  const load = async () => {
    const node = await server.ctx.db.query.selectFrom('nodes').selectAll().executeTakeFirstOrThrow();
    return { load: node.current_load, available: node.available };
  };

  it('waits a day, then removes data and row of the old uid and never those of a current one', async () => {
    await purgeReplacedUsers(ctx());
    const before = await load();
    const { old, current } = await replacedUser();
    const bystander = await exchange(testAccount());
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 0, failed: 0 });
    now += purgeGrace - 60_000;
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 0, failed: 0 });
    now += 120_000;
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 1, failed: 0 });
    expect(deleted).toEqual([old]);
    expect(await uids()).toEqual([current, bystander]);
    expect(await load()).toEqual({ load: before.load + 2, available: before.available - 2 });
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 0, failed: 0 });
  });

  it('goes on when one user fails, and tries that one again next time', async () => {
    const users = [await replacedUser(), await replacedUser(), await replacedUser()];
    now += purgeGrace + 60_000;
    broken = users[1]!.old;
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 2, failed: 1 });
    expect(await uids()).toContain(broken);
    broken = undefined;
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 1, failed: 0 });
    expect(deleted.toSorted()).toEqual(users.map((user) => user.old).toSorted());
  });

  it('removes all users of a deleted account, which get no more tokens', async () => {
    const { account, old, current } = await replacedUser();
    const { db } = server.ctx;
    await db.transaction((tx) => retireAccount(db.engine, tx, account.uid, now));
    await db.transaction((tx) => retireAccount(db.engine, tx, randomHex(16), now));
    now += purgeGrace + 60_000;
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 2, failed: 0 });
    expect(deleted).toEqual([old, current]);
    const locks = await db.query.selectFrom('foxden_user_locks').select('email').execute();
    expect(JSON.stringify(locks)).not.toContain(account.uid);
  });

  it('never gives a purged uid to anybody else', async () => {
    const { account, current } = await replacedUser();
    const { db } = server.ctx;
    await db.transaction((tx) => retireAccount(db.engine, tx, account.uid, now));
    now += purgeGrace + 60_000;
    await purgeReplacedUsers(ctx());
    expect(await exchange(testAccount())).toBeGreaterThan(current);
  });

  it('handles more users than it takes at once', async () => {
    const node = await server.ctx.db.query.selectFrom('nodes').select('id').executeTakeFirstOrThrow();
    const row = { service: 1, generation: 0, client_state: '', created_at: 0, replaced_at: 1, nodeid: node.id };
    const rows = Array.from({ length: 120 }, (_, i) => ({ ...row, email: `${i}@x`, keys_changed_at: null }));
    await server.ctx.db.query.insertInto('users').values(rows).execute();
    expect(await purgeReplacedUsers(ctx())).toEqual({ users: 120, failed: 0 });
    expect(await uids()).toEqual([]);
  });
});
