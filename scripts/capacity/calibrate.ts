import { setTimeout as sleep } from 'node:timers/promises';
import { createConfig } from '../../src/config/config.ts';
import { readEnv } from '../../src/config/read-env.ts';
import { readSecrets } from '../../src/config/secrets.ts';
import { createContext } from '../../src/context.ts';
import { createLogger } from '../../src/log/logger.ts';
import { issueAccessToken, saveAccount, testAccount, tokenHeaders } from '../../testing/token/token-client.ts';
import { startFamily } from '../bench/floor/family.ts';
import { cpuOfTree, settle, treeOf } from '../bench/floor/process-tree.ts';
import { median } from '../bench/median.ts';
import { RawConnection } from '../bench/raw-connection.ts';
import { records } from '../bench/records.ts';
import { settle as fill } from '../bench/scenarios.ts';
import { BenchUser } from '../bench/user.ts';
import { type Costs, connectionMs } from './machines.ts';

const userCount = 8;
const rounds = 5;

/**
 * Measures on this machine what a request of each kind costs a Foxden at its defaults, with supervisor, workers and log: CPU
 * time, user and system, which other programs on the machine change little. Wants Linux, for /proc.
 */
export async function calibrate(): Promise<Costs> {
  const family = await startFamily({});
  const users = Array.from({ length: userCount }, (_, i) => new BenchUser(family, i + 1));
  const token = await tokenRequest(family);
  try {
    for (const user of users) await fill(user);
    const pids = treeOf(family.pid);
    const idle = ['/info/collections', '/info/configuration', '/storage/clients?full=1&limit=1000'];
    const cost = (times: number, once: (user: BenchUser, i: number) => Promise<unknown>) =>
      cpuOf(pids, users, times, once);
    return {
      get: await cost(240, (user, i) => user.get(idle[i % idle.length]!)),
      records: await cost(80, (user) => user.get('/storage/history?full=1&newer=0&sort=newest&limit=5')),
      post: await cost(30, (user) => user.post('/storage/history?batch=true&commit=true', records(5, 650, 5_184_000))),
      tabs: await cost(30, (user) => user.post('/storage/tabs?batch=true&commit=true', records(1, 8000))),
      token: await cost(40, token.send),
      connection: connectionMs,
    };
  } finally {
    for (const user of users) user.close();
    token.close();
    await family.stop();
  }
}

/** Milliseconds of CPU of one request: the middle of some rounds, the first of which doesn't count. */
async function cpuOf(
  pids: number[],
  users: BenchUser[],
  times: number,
  once: (user: BenchUser, i: number) => Promise<unknown>,
): Promise<number> {
  const costs: number[] = [];
  for (let round = -1; round < rounds; round++) {
    await settle(pids);
    const before = cpuOfTree(pids);
    await Promise.all(
      users.map(async (user) => {
        for (let i = 0; i < times; i++) await once(user, i);
      }),
    );
    // The log is written a little later.
    await sleep(100);
    await settle(pids);
    if (round >= 0) costs.push((cpuOfTree(pids) - before) / (times * users.length));
  }
  return median(costs);
}

/** Makes an account with an access token, and a way to exchange that for storage tokens. */
async function tokenRequest({ url, env }: { url: string; env: Record<string, string> }) {
  const config = createConfig(readEnv(env));
  const ctx = createContext({ config, secrets: readSecrets(config)!, log: createLogger(() => {}, 'error') });
  const account = testAccount();
  await saveAccount(ctx, account);
  const headers = tokenHeaders(await issueAccessToken(ctx, account), account);
  await ctx.close();
  const connections = new Map<BenchUser, RawConnection>();
  return {
    async send(user: BenchUser) {
      const connection = connections.get(user) ?? new RawConnection(url);
      connections.set(user, connection);
      const { status, body } = await connection.send('GET', '/token/1.0/sync/1.5', headers);
      if (status !== 200) throw new Error(`The token server answered ${status} ${body}`);
    },
    close() {
      for (const connection of connections.values()) connection.close();
    },
  };
}
