import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { announce } from '../../testing/announce.ts';
import { describeOnEngines } from '../../testing/engines.ts';
import { oldFirefox, paleMoon } from '../../testing/legacy/client-profiles.ts';
import { mailsIn } from '../../testing/legacy/mails-in.ts';
import { setQuota } from '../../testing/legacy/set-quota.ts';
import { tellStory } from '../../testing/legacy/story/tell-story.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { type HubServer, startHubServer } from '../pairing/hub-server.ts';
import { answerRequests } from './key-exchange/answer-requests.ts';

describeOnEngines('Sync 1.1 as old clients use it (sync11.md §4)', (engine) => {
  for (const profile of [paleMoon, oldFirefox]) {
    let server: TestServer;
    let former: TestServer;
    let hub: HubServer;
    let mails: string;
    beforeAll(async () => {
      const env = await engine.env();
      mails = join(env.FOXDEN_DATA_DIR!, 'mails');
      server = await startTestServer(engine, { env: { ...env, FOXDEN_SMTP_URL: `file://${mails}` } });
      former = await startTestServer(engine);
      hub = await startHubServer(server.ctx, answerRequests(server.ctx));
    });
    afterAll(async () => {
      await hub?.close();
      await server?.stop();
      await former?.stop();
    });
    tellStory(profile, () => ({
      serverUrl: `${server.url}/`,
      keyExchangeUrl: `${server.url}/jpake/`,
      mails: async () => mailsIn(mails),
      formerNode: `${former.url}/`,
      announce: async (changes) => announce(server.ctx, changes),
      setQuota: (username, bytes) => setQuota(server.ctx, username, bytes),
    }));
  }
});
