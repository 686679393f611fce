import type { Bytes } from '../../crypto/client/bytes.ts';
import type { AccountsApi } from '../api/accounts-api.ts';
import type { EngineChoice, Firefox, OAuthFlow } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { fetchKb, keysForFlow } from './account-kb.ts';
import type { SignedInAccount } from './authenticate.ts';

type Api = Pick<AccountsApi, 'keys' | 'scopedKeyData' | 'authorize'>;

/** What is needed to hand an account over to the Firefox that asked for it. */
export interface ConnectionOptions {
  api: Api;
  firefox: Firefox;
  isDesktop: boolean;
  account: SignedInAccount;
  /** From the page's address; null: Firefox is asked to begin one. */
  flow: OAuthFlow | null;
  action: 'signin' | 'signup';
  choice: EngineChoice | null;
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
    await finish(await firefox.beginFlow());
  }
}

/**
 * Hands an account over to Firefox in the order that works (accounts.md §2.6): session, keys, code. A flow that Firefox has
 * lost meanwhile is begun anew (§2.8).
 *
 * @returns A function that does it. When it throws (ApiError, UnreachableError, ChannelError) it can be called again and goes
 *   on where it stopped; once it is done the keys are forgotten.
 */
export function createConnection(options: ConnectionOptions): () => Promise<void> {
  const { api, firefox, account, choice } = options;
  const { uid, email, sessionToken } = account;
  let kB: Bytes | null = null;

  return async () => {
    await firefox.login({ email, uid, sessionToken, verified: true }, choice);
    kB ??= await fetchKb(api, account.keyFetchToken, account.unwrapBKey);
    const keyB = kB;
    await authorizeFlow(options, (flow) => keysForFlow(api, account, flow, keyB));
    kB.fill(0);
    kB = null;
    account.unwrapBKey.fill(0);
  };
}

async function currentFlow({ firefox, flow, isDesktop }: FlowOptions): Promise<OAuthFlow> {
  if (flow && (!isDesktop || (await firefox.isFlowActive()))) return flow;
  return firefox.beginFlow();
}

const isFlowLost = (error: unknown) => error instanceof ChannelError && error.message.includes('INVALID_STATE');

/**
 * Finishes the sign-in of a client that listens to its redirect address instead of a WebChannel (accounts.md §9.3).
 *
 * @returns Where to send the browser.
 */
export async function authorizeRedirect(
  api: Api,
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
