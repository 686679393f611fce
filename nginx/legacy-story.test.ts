import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { readSecrets } from '../src/config/secrets.ts';
import { type Context, createContext } from '../src/context.ts';
import { askSupervisor } from '../src/control/control-client.ts';
import { createLogger } from '../src/log/logger.ts';
import { describeOnEngines } from '../testing/engines.ts';
import { freePort } from '../testing/free-port.ts';
import { paleMoon } from '../testing/legacy/client-profiles.ts';
import { mailsIn } from '../testing/legacy/mails-in.ts';
import { setQuota } from '../testing/legacy/set-quota.ts';
import { tellStory } from '../testing/legacy/story/tell-story.ts';
import { workerPids } from '../testing/serve-family.ts';
import { type ServeProcess, spawnServe } from '../testing/serve-process.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { hasNginx, startNginx, type TestNginx } from './start-nginx.ts';

describe.skipIf(!hasNginx())('Sync 1.1 through Nginx, with two workers of which one is killed', () => {
  describeOnEngines('on its database', (engine) => {
    let nginx: TestNginx;
    let served: ServeProcess;
    let former: TestServer;
    let owner: Context;
    let mails: string;

    beforeAll(async () => {
      const listen = `127.0.0.1:${await freePort()}`;
      nginx = await startNginx({ FOXDEN_PUBLIC_URL: '', FOXDEN_TLS: 'proxy', FOXDEN_UPSTREAM: listen });
      const data = await engine.env();
      mails = join(data.FOXDEN_DATA_DIR!, 'mails');
      const env = {
        ...data,
        FOXDEN_LISTEN: listen,
        FOXDEN_PUBLIC_URL: `https://localhost:${nginx.https}`,
        FOXDEN_TRUSTED_PROXIES: 'loopback',
        FOXDEN_WORKERS: '2',
        FOXDEN_SMTP_URL: `file://${mails}`,
      };
      former = await startTestServer(engine);
      served = await spawnServe(env);
      await served.waitFor(/Foxden is ready/);
      while ((await workerPids(served)).length < 2) await sleep(50);
      const config = createConfig(readEnv(env));
      owner = createContext({ config, secrets: readSecrets(config)!, log: createLogger(() => {}, 'error') });
    });
    afterAll(async () => {
      await owner?.close();
      await former?.stop();
      await served?.stop();
      nginx?.stop();
      // Neither a password nor a message of a pairing may stand in a log.
      expect((served?.output() ?? '') + (nginx?.output() ?? '')).not.toMatch(/F%C3|Füchsin|\bgx1\b|Basic [A-Za-z0-9]/);
    });

    tellStory(paleMoon, () => ({
      serverUrl: `https://localhost:${nginx.https}/`,
      keyExchangeUrl: `https://localhost:${nginx.https}/jpake/`,
      mails: async () => mailsIn(mails),
      formerNode: `${former.url}/`,
      announce: async (changes) => {
        await askSupervisor(served, 'PUT /announcements', changes);
      },
      setQuota: (username, bytes) => setQuota(owner, username, bytes),
      async crash() {
        process.kill((await workerPids(served))[0]!, 'SIGKILL');
      },
    }));
  });
});
