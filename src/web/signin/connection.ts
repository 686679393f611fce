import { fetchKb } from '../../client/account-kb.ts';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { type Bytes, toHex } from '../../crypto/client/bytes.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { clientsApi } from '../api/clients-api.ts';
import { type EngineChoice, type Firefox, FlowLostError, type OAuthFlow } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { keysForFlow } from './keys-for-flow.ts';

type Api = Pick<AccountsApi, 'keys' | 'scopedKeyData' | 'authorize' | 'destroySession'>;

/** What is needed to hand an account over to the Firefox that asked for it. */
export interface ConnectionOptions {
  api: Api;
  clients: Pick<typeof clientsApi, 'list'>;
  firefox: Firefox;
  isDesktop: boolean;
  account: SignedInAccount;
  /** From the page's address; null: Firefox is asked to begin one. */
  flow: OAuthFlow | null;
  /** This Firefox knows no flows and fetches the keys by itself. */
  takesKeys: boolean;
  /** The session that this Firefox had of the same account until now; null: none. */
  oldSession: string | null;
  action: 'signin' | 'signup';
  choice: EngineChoice | null;
}

/**
 * Firefox took the account but talks to another account server: before 153 it keeps the address of the old one until it is
 * started again.
 */
export class OtherServerError extends Error {
  constructor() {
    super('Firefox talks to another server');
    this.name = 'OtherServerError';
  }
}

/** What is needed to finish the flow of a Firefox that has the session already. */
export interface FlowOptions {
  api: Pick<AccountsApi, 'authorize'>;
  firefox: Firefox;
  isDesktop: boolean;
  account: { sessionToken: string };
  flow: OAuthFlow | null;
  action: 'signin' | 'signup' | 'pairing';
  choice: EngineChoice | null;
}

/**
 * Gives Firefox the code and the keys of its flow, or of a new one if it has lost that (accounts.md §2.8).
 *
 * @param keysFor - Encrypts the keys to a flow.
 */
export async function authorizeFlow(
  options: FlowOptions,
  keysFor: (flow: OAuthFlow) => Promise<string | undefined>,
): Promise<void> {
  const { api, firefox, account, action, choice } = options;

  async function finish(flow: OAuthFlow): Promise<void> {
    const keysJwe = await keysFor(flow);
    const { code, state } = await api.authorize(account.sessionToken, flow, { keysJwe });
    await firefox.oauthLogin({ code, state, scope: flow.scope, action, choice });
  }

  try {
    await finish(await currentFlow(options));
  } catch (error) {
    if (!isFlowLost(error) || !options.isDesktop) throw error;
    await finish(await beginFlow(firefox));
  }
}

/**
 * Hands an account over to Firefox by the way that this Firefox knows (accounts.md §2.6, appendix D): session, keys and code,
 * where a flow that Firefox has lost meanwhile is begun anew (accounts.md §2.8); or the session together with what fetches the keys.
 * Afterwards the session that it had before ends, and with it the device that nobody would answer for any more.
 *
 * @returns A function that does it. When it throws (ApiError, UnreachableError, ChannelError, FlowLostError,
 *   OtherServerError) it can be called again and goes on where it stopped; once it is done the keys are forgotten.
 */
export function createConnection(options: ConnectionOptions): () => Promise<void> {
  const { api, account, oldSession } = options;
  const connect = options.takesKeys ? handKeys : handFlow(options);

  return async () => {
    await connect(options);
    account.unwrapBKey.fill(0);
    if (oldSession && oldSession !== account.sessionToken) await api.destroySession(oldSession).catch(() => {});
  };
}

function handFlow({ api, firefox, account }: ConnectionOptions): (options: ConnectionOptions) => Promise<void> {
  let kB: Bytes | null = null;
  return async (options) => {
    await firefox.login(loginOf(account), options.choice);
    kB ??= await fetchKb(api, account.keyFetchToken, account.unwrapBKey);
    const keyB = kB;
    try {
      await authorizeFlow(options, (flow) => keysForFlow(api, account, flow, keyB));
    } catch (error) {
      const isRefused = error instanceof ChannelError && error.failure === 'refused';
      if (isRefused && !(await isHere(options).catch(() => true))) throw new OtherServerError();
      throw error;
    }
    kB.fill(0);
    kB = null;
  };
}

async function handKeys(options: ConnectionOptions): Promise<void> {
  const { firefox, account, choice } = options;
  const { keyFetchToken, unwrapBKey } = account;
  await firefox.login(loginOf(account), choice, { keyFetchToken, unwrapBKey: toHex(unwrapBKey) });
  // Such a Firefox tells nothing of what it does next.
  for (let tries = 0; !(await isHere(options)); tries++) {
    if (tries === arrivalTries) throw new OtherServerError();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

const arrivalTries = 20;

const loginOf = ({ email, uid, sessionToken }: SignedInAccount) => ({ email, uid, sessionToken, verified: true });

// Firefox registers itself as a device as soon as it has a session, so its own requests arrive here if that is there.
async function isHere({ clients, account }: ConnectionOptions): Promise<boolean> {
  const list = await clients.list(account.sessionToken);
  return list.some(({ isCurrentSession, deviceId }) => isCurrentSession && deviceId !== null);
}

async function currentFlow({ firefox, flow, isDesktop }: FlowOptions): Promise<OAuthFlow> {
  // Who can't tell is believed to know the flow of the address.
  if (flow && (!isDesktop || (await firefox.isFlowActive()) !== false)) return flow;
  return beginFlow(firefox);
}

async function beginFlow(firefox: Firefox): Promise<OAuthFlow> {
  const flow = await firefox.beginFlow();
  if (!flow) throw new FlowLostError();
  return flow;
}

const isFlowLost = (error: unknown) => error instanceof ChannelError && error.message.includes('INVALID_STATE');

/**
 * Finishes the sign-in of a client that listens to its redirect address instead of a WebChannel (accounts.md §9.3).
 *
 * @returns Where to send the browser.
 */
export async function authorizeRedirect(
  api: Pick<AccountsApi, 'keys' | 'scopedKeyData' | 'authorize'>,
  account: SignedInAccount,
  flow: OAuthFlow,
  redirectUri: string,
): Promise<string> {
  const kB = await fetchKb(api, account.keyFetchToken, account.unwrapBKey);
  const keysJwe = await keysForFlow(api, account, flow, kB);
  kB.fill(0);
  account.unwrapBKey.fill(0);
  return (await api.authorize(account.sessionToken, flow, { keysJwe, redirectUri })).redirect;
}
