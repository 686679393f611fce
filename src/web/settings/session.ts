import { ApiError } from '../../client/api-error.ts';
import { accountsApi } from '../api/accounts-api.ts';
import { forgetSession, readSession } from '../session-store.ts';
import { isFirefox } from '../signin/environment.ts';
import { casualPatience, createFirefox, type Firefox } from '../webchannel/firefox.ts';
import { ChannelError, openWebChannel } from '../webchannel/webchannel.ts';

/** Whose settings are shown, and by whose session. */
export interface Session {
  uid: string;
  email: string;
  sessionToken: string;
  /** The Firefox around the page when the session is its own; null: this tab signed in by itself. */
  firefox: Firefox | null;
}

/**
 * Finds a session that is still good: that of the Firefox around the page (accounts.md §2.9), else the one of this tab.
 *
 * @returns null when somebody must sign in first.
 */
export async function findSession(): Promise<Session | null> {
  const byFirefox = isFirefox(navigator.userAgent) ? await connectedFirefox() : null;
  const stored = readSession();
  const session = byFirefox ?? (stored && { ...stored, firefox: null });
  if (!session || (await isGood(session))) return session;
  forgetSession();
  return null;
}

// What else may be wrong is shown by whatever the page asks next.
async function isGood({ sessionToken }: Session): Promise<boolean> {
  try {
    await accountsApi.sessionStatus(sessionToken);
    return true;
  } catch (error) {
    return !(error instanceof ApiError && error.status === 401);
  }
}

async function connectedFirefox(): Promise<Session | null> {
  const { userAgent } = navigator;
  const firefox = createFirefox(openWebChannel(window, userAgent), casualPatience(userAgent));
  const status = await firefox.status().catch((error) => {
    if (!(error instanceof ChannelError)) throw error;
    return null;
  });
  const user = status?.signedInUser;
  if (!user?.sessionToken) return null;
  const { uid, email, sessionToken } = user;
  return { uid, email, sessionToken, firefox };
}

/** Ends the session in this tab or this Firefox; the server was told before. */
export function endSession({ firefox, uid }: Session): void {
  forgetSession();
  firefox?.signedOut(uid);
}
