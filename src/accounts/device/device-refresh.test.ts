import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Choose, DesktopModel, Steps, type Subscription } from '../../../testing/desktop-model.ts';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, FxaClient } from '../../../testing/fxa-client.ts';
import fc from '../../../testing/properties.ts';
import { type PushService, startPushService } from '../../../testing/push-service.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const openUri = 'https://identity.mozilla.com/cmd/open-uri';
const availableCommands = { [openUri]: 'keys' };

// What people and networks do; each begins at any moment of what is under way.
const actions = ['send', 'refresh', 'poll', 'rename', 'expire', 'lose', 'wait', 'waitLong'] as const;
type Action = (typeof actions)[number];

describeOnEngines('no tab is swallowed, whatever comes in which order (accounts.md §6.5)', (engine) => {
  let service: PushService;
  let server: TestServer;
  let client: FxaClient;
  let now = Date.now();
  let count = 0;
  beforeAll(async () => {
    service = await startPushService();
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_PUSH: service.host },
      overrides: { now: () => now, pushAgent: service.agent },
    });
    client = new FxaClient(server.url);
  });
  afterAll(async () => {
    await server.stop();
    await service.stop();
  });

  async function play(todo: Action[], hasPush: boolean, choose: Choose) {
    const steps = new Steps();
    const user = await client.signUp(`refresh-${++count}@example.org`, 'pw');
    const sender = client.session((await client.signIn(user.email, 'pw')).sessionToken);
    const watch = new Watch(client, () => now);
    const browser = new DesktopModel({
      client: watch as unknown as FxaClient,
      auth: client.session(user.sessionToken),
      steps,
      commands: availableCommands,
      subscribe: () => (hasPush ? service.subscribe() : null),
    });
    const inBackground = (work: Promise<void>) => {
      work.catch((error: unknown) => watch.complaints.push(String(error)));
    };
    inBackground(browser.register());
    await steps.runAll(choose);
    now += 120_000;
    // A wait that is longer than a request takes doesn't come while the browser's own next request is under way.
    const isPossible: Partial<Record<Action, () => boolean>> = {
      wait: () => !browser.isAboutToPoll,
      waitLong: () => browser.refreshing === undefined,
    };
    const sent: string[] = [];
    const doing: Record<Action, () => void | Promise<void>> = {
      async send() {
        const url = `https://tab-${sent.length}.example/`;
        const target = { target: browser.deviceId, command: openUri, payload: { url } };
        const answer = await client.post('/account/devices/invoke_command', target, sender);
        expect(answer.body.enqueued).toBe(true);
        sent.push(url);
        watch.sent = sent.length;
      },
      refresh: () => inBackground(browser.refresh()),
      poll: () => inBackground(browser.poll()),
      rename: () => inBackground(browser.register()),
      async expire() {
        const device = { push_endpoint_expired: 1 };
        await server.ctx.db.query.updateTable('devices').set(device).where('id', '=', browser.deviceId!).execute();
        watch.isExpired = true;
      },
      lose() {
        browser.subscription = null;
      },
      wait() {
        now += 4000;
      },
      waitLong() {
        now += 120_000;
      },
    };
    for (const action of todo) steps.add(doing[action], isPossible[action]);
    await steps.runAll(choose);
    now += 4000;
    inBackground(browser.poll());
    await steps.runAll(choose);
    expect(watch.complaints).toEqual([]);
    expect(browser.refreshing, 'a refresh that waits for itself').toBeUndefined();
    expect([...browser.opened].sort()).toEqual([...sent].sort());
  }

  it('each opens once, and with the first poll after the quiet time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...actions), { minLength: 2, maxLength: 10 }),
        fc.boolean(),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async (todo, hasPush, choices) => {
          let taken = 0;
          await play(['send', ...todo], hasPush, (possibilities) => choices[taken++ % choices.length]! % possibilities);
        },
      ),
      { endOnFailure: true, numRuns: engine.name === 'sqlite' ? 300 : 40 },
    );
  });
});

/** Stands between browser and server, and knows by the rule alone which polls may come back empty. */
class Watch {
  readonly complaints: string[] = [];
  sent = 0;
  isExpired = false;
  readonly #client: FxaClient;
  readonly #now: () => number;
  readonly #given = new Set<number>();
  #callback: string | null = null;
  #listedAt = Number.NEGATIVE_INFINITY;
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(client: FxaClient, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  async get(path: string, auth: ClientAuth) {
    const answer = await this.#client.get(path, auth);
    if (path === '/account/devices') {
      this.#listedAt = this.#now();
      return answer;
    }
    const messages = answer.body.messages as { index: number }[];
    for (const { index } of messages) this.#given.add(index);
    // Indexes below the one that is asked for were all given before.
    const from = Number(/index=(\d+)/.exec(path)![1]);
    const waiting = this.sent - [...this.#given].filter((index) => index < from).length;
    if (this.#now() > this.#quietUntil && messages.length < waiting) {
      this.complaints.push(`${waiting} waited, ${messages.length} were given after the quiet time`);
    }
    return answer;
  }

  async post(path: string, body: Partial<Subscription>, auth: ClientAuth) {
    const answer = await this.#client.post(path, body, auth);
    const isRepeated = !this.isExpired && body.pushCallback !== undefined && body.pushCallback === this.#callback;
    const wasQuiet = this.#quietUntil > this.#listedAt;
    const isSoon = this.#now() - this.#listedAt <= 60_000;
    if (isSoon && (!isRepeated || wasQuiet)) this.#quietUntil = this.#now() + 3000;
    if (body.pushCallback) {
      this.#callback = body.pushCallback;
      this.isExpired = false;
    }
    return answer;
  }
}
