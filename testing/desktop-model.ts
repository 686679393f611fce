import { setImmediate } from 'node:timers/promises';
import type { ClientAuth, FxaClient } from './fxa-client.ts';

/** Chooses among so many possibilities. */
export type Choose = (count: number) => number;

interface Step {
  run(): void | Promise<void>;
  /** May it run now? */
  isPossible(): boolean;
}

/**
 * What happens between a browser and its server, one step at a time, in an order that is chosen from outside: a request
 * arrives, an answer arrives, a person does something.
 */
export class Steps {
  #waiting: Step[] = [];

  add(run: Step['run'], isPossible: Step['isPossible'] = () => true): void {
    this.#waiting.push({ run, isPossible });
  }

  /** A request that is on its way, and then its answer. */
  travel<T>(request: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.add(async () => {
        const answer = await request().then(
          (value) => () => resolve(value),
          (error: unknown) => () => reject(error),
        );
        this.add(answer);
      });
    });
  }

  /** Runs steps until none is left that may run. */
  async runAll(choose: Choose): Promise<void> {
    for (;;) {
      await setImmediate();
      const possible = this.#waiting.filter((step) => step.isPossible());
      if (possible.length === 0) return;
      const step = possible[choose(possible.length)]!;
      this.#waiting.splice(this.#waiting.indexOf(step), 1);
      await step.run();
    }
  }
}

/** An entry of the list of devices, as far as a browser looks at it. */
interface ListedDevice {
  id: string;
  isCurrentDevice: boolean;
  pushCallback: string | null;
  pushEndpointExpired: boolean;
}

/** A push subscription as clients register it. */
export type Subscription = { pushCallback: string; pushPublicKey: string; pushAuthKey: string };

/**
 * How a desktop Firefox (115 to 153) registers, lists devices and takes commands: the parts of FxAccountsDevice and
 * FxAccountsCommands (accounts.md §6.3, §6.5) that may wait for each other, written anew.
 */
export class DesktopModel {
  /** Addresses of the tabs that were opened, in order. */
  readonly opened: string[] = [];
  deviceId: string | undefined;
  subscription: Subscription | null = null;
  /** True from the registration inside a refresh until its poll has reached the server. */
  isAboutToPoll = false;
  /** The refresh that is under way. */
  refreshing: Promise<void> | undefined;
  readonly #client: FxaClient;
  readonly #auth: ClientAuth;
  readonly #steps: Steps;
  readonly #subscribe: () => Subscription | null;
  readonly #commands: Record<string, string>;
  #lastIndex: number | undefined;
  // Two polls at once that nothing but the browser could keep apart are not looked at: both open what both were given.
  #polls: Promise<void> = Promise.resolve();

  constructor(options: {
    client: FxaClient;
    auth: ClientAuth;
    steps: Steps;
    commands: Record<string, string>;
    /** What the push service says to a browser that asks; null: it doesn't answer. */
    subscribe: () => Subscription | null;
  }) {
    this.#client = options.client;
    this.#auth = options.auth;
    this.#steps = options.steps;
    this.#commands = options.commands;
    this.#subscribe = options.subscribe;
  }

  /** `_registerOrUpdateDevice`: also for a new name. */
  async register(): Promise<void> {
    this.subscription ??= this.#subscribe();
    const body = { id: this.deviceId, name: 'Desktop', availableCommands: this.#commands, ...this.subscription };
    const answer = await this.#steps.travel(() => this.#client.post('/account/device', body, this.#auth));
    if (answer.status !== 200) throw new Error(`not registered: ${JSON.stringify(answer.body)}`);
    this.deviceId = answer.body.id;
  }

  /** `refreshDeviceList({ ignoreCached: true })`: what opening a menu of devices does, and handling commands. */
  refresh(): Promise<void> {
    this.refreshing ??= this.#refresh().finally(() => {
      this.refreshing = undefined;
    });
    return this.refreshing;
  }

  /** `pollDeviceCommands`, as by "Sync now" or by a push message. */
  poll(): Promise<void> {
    this.#polls = this.#polls.then(() => this.#poll());
    return this.#polls;
  }

  async #refresh(): Promise<void> {
    const list = await this.#steps.travel(() => this.#client.get('/account/devices', this.#auth));
    const own = (list.body as ListedDevice[]).find((device) => device.isCurrentDevice);
    if (!own) return;
    const isAgreed =
      own.pushCallback !== null && !own.pushEndpointExpired && own.pushCallback === this.subscription?.pushCallback;
    if (isAgreed) return;
    this.subscription = null;
    this.isAboutToPoll = true;
    await this.register();
    await this.#poll(() => {
      this.isAboutToPoll = false;
    });
  }

  async #poll(onArrival?: () => void): Promise<void> {
    const from = this.#lastIndex === undefined ? 0 : this.#lastIndex + 1;
    const { body } = await this.#steps.travel(() => {
      onArrival?.();
      return this.#client.get(`/account/device/commands?index=${from}`, this.#auth);
    });
    if (body.messages.length === 0) return;
    this.#lastIndex = body.index;
    await this.refresh();
    for (const { data } of body.messages) this.opened.push(data.payload.url);
  }
}
