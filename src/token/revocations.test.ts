import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { FxaClient, stretchV1 } from '../../testing/fxa-client.ts';
import { accessTokenOf, keysChangedAtOf, openSyncStorage } from '../../testing/sync-client.ts';
import { startWorkers, type WorkerProcesses } from '../../testing/worker-processes.ts';
import { requireUser, setUserDisabled } from '../admin/users.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { readSecrets } from '../config/secrets.ts';
import { createContext } from '../context.ts';
import { createLogger, type LogRecord } from '../log/logger.ts';
import { createRevocations } from './revocations.ts';

describeOnEngines('storage tokens that were revoked', (engine) => {
  let workers: WorkerProcesses;
  let env: Record<string, string>;
  beforeAll(async () => {
    env = { ...(await engine.env()), FOXDEN_SIGNUPS: 'open', FOXDEN_CAPTCHA: 'off' };
    workers = await startWorkers({ ...engine, env: async () => env }, 2);
  });
  afterAll(() => workers?.stop());

  it('are refused by every worker within seconds, also when somebody else has revoked them', async () => {
    const [here, there] = workers.urls.map((url) => new FxaClient(url, { scheme: 'bearer' }));
    const user = await here!.signUp('two-workers@example.org', 'pw');
    const auth = here!.session(user.sessionToken);
    const open = async (client: FxaClient, url: string) => {
      const keysChangedAt = await keysChangedAtOf(client, user.sessionToken);
      const accessToken = await accessTokenOf(client, user.sessionToken);
      return openSyncStorage({ url, publicUrl: workers.node, accessToken, kB: user.kB, keysChangedAt });
    };
    const statusAt = (client: Awaited<ReturnType<typeof open>>) =>
      client.get('/info/collections').then((a) => a.status);
    const held = await Promise.all(workers.urls.map((url) => open(here!, url)));
    expect(await Promise.all(held.map(statusAt))).toEqual([200, 200]);

    // By the command line, which no worker hears of.
    const config = createConfig(readEnv({ ...env, FOXDEN_PUBLIC_URL: workers.node }));
    const ctx = createContext({ config, secrets: readSecrets(config)!, log: createLogger(() => {}, 'error') });
    await setUserDisabled(ctx, (await requireUser(ctx, user.uid)).uid, true);
    for (const each of held) await expect.poll(() => statusAt(each), { interval: 200 }).toBe(401);
    await setUserDisabled(ctx, user.uid, false);
    await ctx.close();
    // The old ones stay revoked; new ones are good everywhere.
    expect(await Promise.all(held.map(statusAt))).toEqual([401, 401]);
    const again = await Promise.all([open(there!, workers.urls[0]!), open(here!, workers.urls[1]!)]);
    expect(await Promise.all(again.map(statusAt))).toEqual([200, 200]);

    // By another worker.
    const { authPW } = stretchV1(user.email, 'pw');
    expect((await here!.post('/account/destroy', { email: user.email, authPW }, auth)).status).toBe(200);
    expect(await statusAt(again[0]!)).toBe(401);
    await expect.poll(() => statusAt(again[1]!), { interval: 200 }).toBe(401);
  });

  it('are not told from good ones when the database could not be asked for long', async () => {
    const config = createConfig(readEnv({ ...env, FOXDEN_PUBLIC_URL: workers.node }));
    const logs: LogRecord[] = [];
    const log = createLogger((record) => logs.push(record), 'warn');
    const ctx = createContext({ config, secrets: readSecrets(config)!, log });
    const revocations = createRevocations({ db: ctx.db, log, now: Date.now, interval: 5, oldest: 2000 });
    revocations.watch();
    await revocations.refresh();
    expect(revocations.check('a', 0)).toBe('good');
    await ctx.close();
    await expect.poll(() => revocations.check('a', 0)).toBe('unknown');
    expect(logs.map(({ message }) => message)).toContain('could not look for revoked storage tokens');
    revocations.close();
  });
});
