import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ClientAnswer,
  type ClientAuth,
  FxaClient,
  openBundle,
  stretchV1,
  wrap,
} from '../../testing/fxa-client.ts';
import type { Chance } from '../fuzz/random.ts';
import { ask } from './ask.ts';
import { type Shared, untilDone } from './user.ts';

/** An account as its owner knows it. */
interface Account {
  email: string;
  /** The password, and one that a change without an answer may have set. */
  password: string;
  other?: string;
  session: string;
  kB: string;
  /** Names of the devices that were registered, and of those that may have been. */
  devices: Set<string>;
  maybeDevices: Set<string>;
}

/** Accounts that sign up, register devices and change their passwords, one thing after the other. */
export class AccountOwner {
  readonly #client: FxaClient;
  readonly #shared: Shared;
  readonly #random: Chance;
  readonly accounts: Account[] = [];
  #count = 0;

  constructor(url: string, shared: Shared, random: Chance) {
    this.#client = new FxaClient(url, { scheme: 'bearer' });
    this.#shared = shared;
    this.#random = random;
  }

  /** Does one thing every two seconds or so: passwords cost a third of a second of a core each. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      const account = this.accounts.at(-1);
      if (!account || (this.#random.oneIn(25) && !account.other)) await this.#signUp();
      else if (this.#random.oneIn(8)) await this.#changePassword(account);
      else await this.#registerDevice(account);
      for (let pause = 0; pause < 20 && !isOver(); pause++) await sleep(100);
    }
  }

  /** Sees that the newest account has each device once. Nothing may be written meanwhile. */
  async check(): Promise<void> {
    const account = this.accounts.at(-1);
    if (!account) return;
    if (account.other !== undefined) await this.#signIn(account);
    const answer = await untilDone(() =>
      this.#ask('device list', () => this.#client.get('/account/devices', session(account))),
    );
    // A session without a device is shown one that waits for its browser, so that it registers (accounts.md §2.10).
    const names = (answer.body as { name: string; isCurrentDevice: boolean }[])
      .filter(({ name, isCurrentDevice }) => !isCurrentDevice || account.devices.has(name))
      .map(({ name }) => name);
    for (const name of account.devices) {
      if (!names.includes(name)) this.#add('lost', `device ${name}`);
    }
    for (const name of names) {
      if (!account.devices.has(name) && !account.maybeDevices.has(name)) this.#add('other', `unknown device ${name}`);
    }
    if (new Set(names).size < names.length) this.#add('doubled', `a device of ${names.join(', ')}`);
    account.devices = new Set(names);
  }

  /** Signs in to every account. */
  async checkAll(): Promise<void> {
    await this.check();
    for (const account of this.accounts) await this.#signIn(account);
  }

  async #signUp(): Promise<void> {
    const email = `owner${++this.#count}@example.org`;
    const password = `first password of ${email}`;
    const credentials = { email, authPW: stretchV1(email, password).authPW };
    const create = () => this.#client.post('/account/create?keys=true', credentials);
    // Whoever got no answer tries again, and may be told that the account is there.
    const answer = await this.#ask('sign-up', create, [200, 400]);
    if (answer?.body.errno === 101) this.#add('doubled', 'a sign-up found its own address taken');
    const account = {
      email,
      password,
      session: '',
      kB: '',
      devices: new Set<string>(),
      maybeDevices: new Set<string>(),
    };
    if (answer?.status === 200) this.#shared.acknowledged++;
    else {
      const again = await untilDone(() => this.#ask('sign-up', create, [200, 400]));
      if (again.status === 400 && again.body.errno !== 101)
        this.#add('other', `sign-up: ${JSON.stringify(again.body)}`);
    }
    await this.#signIn(account);
    this.accounts.push(account);
  }

  /** Signs in with the password, or with the one that may have come in its place. */
  async #signIn(account: Account): Promise<void> {
    const signIn = async (password: string) => {
      const { authPW, unwrapBKey } = stretchV1(account.email, password);
      const login = () => this.#client.post('/account/login?keys=true', { email: account.email, authPW });
      const answer = await untilDone(() => this.#ask('sign-in', login, [200, 400]));
      if (answer.status !== 200) return false;
      const { keyFetchToken, sessionToken } = answer.body;
      const keys = this.#client.auth('keyFetchToken', keyFetchToken);
      const bundle = await this.#ask('keys', () => this.#client.get('/account/keys', keys), [200, 401]);
      // Keys are given out once: after an answer that was lost, one has to sign in again.
      if (bundle?.status !== 200) return signIn(password);
      const kB = wrap(openBundle(keyFetchToken, bundle.body.bundle).wrapKb, unwrapBKey);
      if (account.kB !== '' && kB !== account.kB) this.#add('lost', `kB of ${account.email}`);
      Object.assign(account, { password, other: undefined, session: sessionToken, kB });
      return true;
    };
    const { password, other } = account;
    if (await signIn(password)) return;
    if (other !== undefined && (await signIn(other))) return;
    this.#add('lost', `the password of ${account.email}`);
  }

  async #registerDevice(account: Account): Promise<void> {
    const name = `device ${++this.#count}`;
    // Every session is one device: it needs another.
    await this.#signIn(account);
    account.maybeDevices.add(name);
    const body = { name, type: 'desktop' };
    const answer = await this.#ask('device', () => this.#client.post('/account/device', body, session(account)));
    if (!answer) return;
    account.devices.add(name);
    this.#shared.acknowledged++;
  }

  async #changePassword(account: Account): Promise<void> {
    const { email, kB } = account;
    const password = `password ${++this.#count} of ${email}`;
    const old = { email, oldAuthPW: stretchV1(email, account.password).authPW };
    const started = await this.#ask('password change', () => this.#client.post('/password/change/start', old));
    if (!started) return;
    const { authPW, unwrapBKey } = stretchV1(email, password);
    account.other = password;
    const finish = () =>
      this.#client.post(
        '/password/change/finish',
        { authPW, wrapKb: wrap(kB, unwrapBKey) },
        this.#client.auth('passwordChangeToken', started.body.passwordChangeToken),
      );
    const finished = await this.#ask('end of password change', finish);
    // Either way the sessions, and with them the devices, may be gone.
    account.maybeDevices = new Set([...account.maybeDevices, ...account.devices]);
    account.devices.clear();
    if (finished) {
      Object.assign(account, { password, other: undefined });
      this.#shared.acknowledged++;
    }
    await this.#signIn(account);
  }

  #ask(what: string, request: () => Promise<ClientAnswer>, expected?: number[]): Promise<ClientAnswer | undefined> {
    return ask(this.#shared, what, request, expected);
  }

  #add(harm: 'lost' | 'doubled' | 'other', words: string): void {
    this.#shared.findings.add(harm, words);
  }
}

const session = ({ session }: Account): ClientAuth => ({ scheme: 'bearer', kind: 'sessionToken', token: session });
