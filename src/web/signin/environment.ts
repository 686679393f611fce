import {
  casualPatience,
  type Firefox,
  type FirefoxStatus,
  type OAuthFlow,
  readOAuthFlow,
} from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';

/** Who is around the page, and so how a sign-in ends. */
export type Environment =
  /**
   * A Firefox that listens. `flow` null: it has begun none, but can be asked to. `takesKeys`: it knows nothing of flows, and
   * fetches the keys by itself instead.
   */
  | { kind: 'firefox'; firefox: Firefox; status: FirefoxStatus; flow: OAuthFlow | null; takesKeys: boolean }
  /** A client that waits at its redirect address (accounts.md §9.3). */
  | { kind: 'redirect'; flow: OAuthFlow; redirectUri: string }
  /** A browser that just looks at the pages. */
  | { kind: 'web' }
  /** Firefox sent the user here but doesn't listen (accounts.md §1.3, §9.1). */
  | { kind: 'deaf'; why: 'no channel' | 'not firefox' | 'android' | 'too old' }
  /** Firefox wants an account for a service of Mozilla's, by its name in the address. */
  | { kind: 'other service'; service: string };

/** How Firefox says in the page's address that it signs in by OAuth. */
const flowContext = 'oauth_webchannel_v1';
/** How desktop says, before it learned that, that it takes keyFetchToken and unwrapBKey (accounts.md, appendix D). */
const keysContext = 'fx_desktop_v3';

/** Returns true when a browser calls itself Firefox. */
export const isFirefox = (userAgent: string): boolean => /Firefox\/|FxiOS\//.test(userAgent);

/**
 * Finds out where the page is.
 *
 * @param parameters - Those of the page's address.
 * @param userAgent - Of this browser.
 * @param openFirefox - Opens the channel; the argument is how many ms one question may take.
 */
export async function detectEnvironment(
  parameters: URLSearchParams,
  userAgent: string,
  openFirefox: (statusTimeout: number) => Firefox,
): Promise<Environment> {
  const flow = readOAuthFlow(parameters);
  const redirectUri = parameters.get('redirect_uri');
  const context = parameters.get('context');
  if (context && context !== flowContext && context !== keysContext) return { kind: 'deaf', why: 'too old' };
  const service = parameters.get('service');
  if (context && service && service !== 'sync') return { kind: 'other service', service };
  if (flow && redirectUri && !parameters.has('context')) return { kind: 'redirect', flow, redirectUri };
  if (!isFirefox(userAgent)) return flow ? { kind: 'deaf', why: 'not firefox' } : { kind: 'web' };
  const firefox = openFirefox(flow || context ? 1500 : casualPatience(userAgent));
  try {
    const status = await firefox.status();
    const takesKeys = !flow && context === keysContext;
    const isConnected = status.signedInUser?.sessionToken != null;
    // Who can't be asked for a flow has nothing that could be finished without one.
    if (!flow && !takesKeys && !isConnected && !(status.isDesktop && (await firefox.isFlowActive(1500)) !== null)) {
      return context ? { kind: 'deaf', why: 'no channel' } : { kind: 'web' };
    }
    return { kind: 'firefox', firefox, status, flow, takesKeys };
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    if (!(flow || context)) return { kind: 'web' };
    return {
      kind: 'deaf',
      why: userAgent.includes('Android') && error.failure === 'no answer' ? 'android' : 'no channel',
    };
  }
}
