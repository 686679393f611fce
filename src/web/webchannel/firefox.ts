import { ChannelError, type WebChannel } from './webchannel.ts';

/** Parameters of one sign-in that Firefox began and will finish (accounts.md §2.1). */
export interface OAuthFlow {
  clientId: string;
  scope: string;
  state: string;
  codeChallenge: string;
  codeChallengeMethod: string;
  accessType: string;
  /** Public key that the Sync keys are encrypted to; absent: the client wants no keys. */
  keysJwk?: string;
}

/** Who is signed in to this Firefox. `sessionToken` is null when the account must be signed in again. */
export interface SignedInUser {
  uid: string;
  email: string;
  sessionToken: string | null;
}

/** What Firefox tells of itself (accounts.md §2.4). */
export interface FirefoxStatus {
  signedInUser: SignedInUser | null;
  /** True for desktop, which answers every message; phones leave some unanswered (accounts.md §9.3). */
  isDesktop: boolean;
  /** Engines that can be chosen; empty when this Firefox offers no choice. */
  engines: string[];
  canPair: boolean;
  /** 2: it makes and takes grants for a page that runs the channel by itself; 1: it only pairs on its own. */
  pairingVersion: number;
}

/** What a Firefox that fetches the keys by itself needs for it: hex, 32 bytes each (accounts.md §4.5). */
export interface KeyAccess {
  keyFetchToken: string;
  unwrapBKey: string;
}

/** The choice of what to sync. */
export interface EngineChoice {
  offeredEngines: string[];
  declinedEngines: string[];
}

/** What Firefox stores of an account that signs in. */
export interface Login {
  email: string;
  uid: string;
  sessionToken: string;
  verified: boolean;
}

/** The Firefox around this page. Every method throws ChannelError when there is no good answer. */
export interface Firefox {
  status(): Promise<FirefoxStatus>;
  /** Asks whether the account may replace what this profile had; Firefox may ask the user. */
  canLinkAccount(email: string, uid?: string): Promise<boolean>;
  /**
   * Hands over the session; must come before {@link oauthLogin}. `choice` null: the account's own choice stays. `keys`: only
   * for a Firefox that began no OAuth flow because it knows none; it needs nothing more then.
   */
  login(login: Login, choice: EngineChoice | null, keys?: KeyAccess): Promise<void>;
  /** Hands over the code; Firefox then fetches its tokens and keys. */
  oauthLogin(result: OAuthResult): Promise<void>;
  /** Whether Firefox still knows a flow that it began; null when it can't tell, as desktop before 153. */
  isFlowActive(patience?: number): Promise<boolean | null>;
  /** Makes Firefox begin a flow of its own; null when it doesn't know how, as phones and desktop before 153. */
  beginFlow(): Promise<OAuthFlow | null>;
  /** Gives Firefox the new session after a change of the password (accounts.md §2.9). */
  changePassword(login: Login): Promise<void>;
  profileChanged(uid: string): void;
  accountDeleted(uid: string): void;
  signedOut(uid: string): void;
  openSyncPreferences(): void;
  openPairing(): void;
  /** Begins a flow for a page that asks another device for the grant; null when this Firefox doesn't know how. */
  startPairing(): Promise<OAuthFlow | null>;
  /** Makes the grant for what another device asks, with the keys of this Firefox. */
  finishPairing(request: object): Promise<{ code: string; state: string }>;
}

/** Firefox has lost the flow that it began, and can't be asked for another one. It has to be begun in its menu. */
export class FlowLostError extends Error {
  constructor() {
    super('Firefox has forgotten this sign-in');
    this.name = 'FlowLostError';
  }
}

/** What the page got from the OAuth server for Firefox. */
export interface OAuthResult {
  code: string;
  state: string;
  scope: string;
  action: 'signin' | 'signup' | 'pairing';
  choice: EngineChoice | null;
}

/**
 * How many ms one question may take where nothing in the address tells of a Firefox that listens. Desktop answers each message, if
 * only that it has no channel for this site, but later when it has much to do; a phone that doesn't listen stays silent, and nobody
 * should look at an empty page for long.
 */
export const casualPatience = (userAgent: string): number => (/Android|FxiOS/.test(userAgent) ? 150 : 1500);

const desktopClientId = '5882386c6d801776';
const webChannelRedirect = 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel';
const oldsyncs = ['https://identity.mozilla.com/apps/oldsync', 'profile'];
const answerTimeout = 30_000;
// A command that Firefox doesn't know is answered by an error of some kind, or not at all.
const unknownTimeout = 5000;
const watchInterval = 1000;
// What a desktop that can only be asked about the other engines offers besides them.
const commonEngines = ['addons', 'bookmarks', 'history', 'passwords', 'prefs', 'tabs'];

/**
 * Speaks the `fxaccounts:` commands (accounts.md §2.4). Only commands of that list are sent: any other makes desktop end its
 * pairing flows.
 *
 * @param channel - Channel to this Firefox.
 * @param statusTimeout - ms to wait for the first sign of life, asked for four times.
 * @param userAgent - Of this browser.
 */
export function createFirefox(channel: WebChannel, statusTimeout = 1500, userAgent = navigator.userAgent): Firefox {
  let isDesktop = false;

  const askStatus = async (timeout: number) => {
    const data = { service: 'sync', isPairing: false, context: 'oauth_webchannel_v1' };
    return (await askPatiently(channel, 'fxaccounts:fxa_status', data, timeout)) as StatusAnswer;
  };

  // Phones do what they are told and stay silent, and so do desktops of former years; others say so.
  async function handSession(
    command: string,
    login: Login & Partial<KeyAccess> & { services?: object },
  ): Promise<void> {
    if (!isDesktop) return channel.post(command, login);
    let isOver = false;
    const answered = channel.ask(command, login, answerTimeout).finally(() => {
      isOver = true;
    });
    const seen = (async () => {
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, watchInterval));
        const { signedInUser } = await askStatus(answerTimeout).catch((): StatusAnswer => ({}));
        if (signedInUser?.sessionToken === login.sessionToken) return;
      }
      // Whatever came instead of an answer is told by the other one.
      await answered;
    })();
    try {
      await Promise.race([answered, seen]);
    } finally {
      isOver = true;
      for (const one of [answered, seen]) one.catch(() => {});
    }
  }

  async function askIfKnown(command: string, data: object, patience: number): Promise<unknown> {
    try {
      return await channel.ask(command, data, patience);
    } catch (error) {
      if (error instanceof ChannelError && error.failure !== 'no channel') return null;
      throw error;
    }
  }

  return {
    async status() {
      const answer = await askStatus(statusTimeout);
      isDesktop = answer.clientId === desktopClientId;
      const { capabilities = {} } = answer;
      return {
        signedInUser: answer.signedInUser ?? null,
        isDesktop,
        engines: readEngines(capabilities, isDesktop),
        canPair: capabilities.pairing === true,
        pairingVersion: capabilities.pairingVersion ?? 1,
      };
    },
    async canLinkAccount(email, uid) {
      const data = uid ? { email, uid } : { email };
      try {
        // Desktop may be showing a question; a phone answers at once or never, and then takes the account or not at the end.
        const answer = await channel.ask(
          'fxaccounts:can_link_account',
          data,
          isDesktop ? undefined : statusTimeout * 2,
        );
        return (answer as { ok?: boolean } | undefined)?.ok === true;
      } catch (error) {
        if (!isDesktop && error instanceof ChannelError && error.failure === 'no answer') return true;
        throw error;
      }
    },
    login: (login, choice, keys) =>
      handSession('fxaccounts:login', { ...login, ...keys, services: { sync: choice ?? {} } }),
    async oauthLogin({ choice, ...result }) {
      const data = {
        ...result,
        redirect: webChannelRedirect,
        ...(choice && { offeredSyncEngines: choice.offeredEngines, declinedSyncEngines: choice.declinedEngines }),
      };
      if (isDesktop) await channel.ask('fxaccounts:oauth_login', data, answerTimeout);
      else channel.post('fxaccounts:oauth_login', data);
    },
    async isFlowActive(patience = unknownTimeout) {
      const answer = await askIfKnown('fxaccounts:oauth_flow_is_active', {}, patience);
      const { isActive } = (answer ?? {}) as { isActive?: boolean };
      return typeof isActive === 'boolean' ? isActive : null;
    },
    async beginFlow() {
      const answer = await askIfKnown('fxaccounts:oauth_flow_begin', { scopes: oldsyncs }, unknownTimeout);
      return readOAuthFlow(new Map(Object.entries((answer ?? {}) as Record<string, string>)));
    },
    changePassword: (login) => handSession('fxaccounts:change_password', login),
    profileChanged: (uid) => channel.post('profile:change', { uid }),
    accountDeleted: (uid) => channel.post('fxaccounts:delete', { uid }),
    signedOut: (uid) => channel.post('fxaccounts:logout', { uid }),
    openSyncPreferences: () => channel.post('fxaccounts:sync_preferences', { entryPoint: 'foxden' }),
    openPairing: () => channel.post('fxaccounts:pair_preferences', {}),
    async startPairing() {
      const answer = await askIfKnown('fxaccounts:pair_oauth_start', {}, unknownTimeout);
      // Phones name their client nowhere in the messages.
      const told = { client_id: clientIdOf(userAgent), ...((answer ?? {}) as Record<string, string>) };
      return readOAuthFlow(new Map(Object.entries(told)));
    },
    async finishPairing(request) {
      const answer = await channel.ask('fxaccounts:pair_oauth_finish', request, answerTimeout);
      const { code, state } = (answer ?? {}) as { code?: string; state?: string };
      if (!code || !state) throw new ChannelError('refused', 'pair_oauth_finish gave no code');
      return { code, state };
    },
  };
}

function clientIdOf(userAgent: string): string {
  if (userAgent.includes('FxiOS')) return '1b1a3e44c54fbb58';
  return userAgent.includes('Android') ? 'a2270f727f45f648' : desktopClientId;
}

interface Capabilities {
  engines?: string[];
  choose_what_to_sync?: boolean;
  pairing?: boolean;
  pairingVersion?: number;
}

interface StatusAnswer {
  signedInUser?: SignedInUser | null;
  clientId?: string;
  capabilities?: Capabilities;
}

// Desktop used to name only those engines that not every Firefox has.
function readEngines({ engines = [], choose_what_to_sync }: Capabilities, isDesktop: boolean): string[] {
  if (choose_what_to_sync === false) return [];
  return isDesktop && choose_what_to_sync === undefined ? [...new Set([...commonEngines, ...engines])] : engines;
}

// On Android the listener may be put into the page after our script runs, so the first question can fall on deaf ears. An answer to
// an earlier question, of a browser with much to do, is as good as one to the last.
async function askPatiently(channel: WebChannel, command: string, data: object, timeout: number): Promise<unknown> {
  const silence = {};
  const asked: Promise<unknown>[] = [];
  for (let left = 4; ; left--) {
    // The last question's end is that of all.
    const answer = channel.ask(command, data, left > 1 ? undefined : timeout);
    answer.catch(() => {});
    asked.push(answer);
    const pause = new Promise((resolve) => setTimeout(resolve, timeout, silence));
    const first = await Promise.race(left > 1 ? [...asked, pause] : asked);
    if (first !== silence) return first;
  }
}

/**
 * Reads the OAuth parameters that Firefox puts into the address of the page, or into its answer to `oauth_flow_begin`.
 *
 * @param parameters - URL parameters or anything with the same `get`.
 * @returns null when they make no flow.
 */
export function readOAuthFlow(parameters: { get(name: string): string | null | undefined }): OAuthFlow | null {
  const read = (name: string) => parameters.get(name) ?? '';
  if (!read('client_id') || !read('state') || !read('scope')) return null;
  return {
    clientId: read('client_id'),
    scope: read('scope'),
    state: read('state'),
    codeChallenge: read('code_challenge'),
    codeChallengeMethod: read('code_challenge_method') || 'S256',
    accessType: read('access_type') || 'offline',
    keysJwk: read('keys_jwk') || undefined,
  };
}
