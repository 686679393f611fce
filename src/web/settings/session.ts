import { forgetSession, readSession } from '../session-store.ts';
import { isFirefox } from '../signin/environment.ts';
import { createFirefox, type Firefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';

/** Whose settings are shown, and by whose session. */
export interface Session {
  uid: string;
  email: string;
  sessionToken: string;
  /** The Firefox around the page when the session is its own; null: this tab signed in by itself. */
  firefox: Firefox | null;
}

/**
 * Finds a session: that of the Firefox around the page (accounts.md §2.9), else the one of this tab.
 *
 * @returns null when somebody must sign in first.
 */
export async function findSession(): Promise<Session | null> {
  const stored = readSession();
  const firefox = isFirefox(navigator.userAgent) ? await connectedFirefox() : null;
  return firefox ?? (stored && { ...stored, firefox: null });
}

async function connectedFirefox(): Promise<Session | null> {
  const firefox = createFirefox(openWebChannel(window, navigator.userAgent), 150);
  const user = (await firefox.status().catch(() => null))?.signedInUser;
  if (!user?.sessionToken) return null;
  const { uid, email, sessionToken } = user;
  return { uid, email, sessionToken, firefox };
}

/** Ends the session in this tab or this Firefox; the server was told before. */
export function endSession({ firefox, uid }: Session): void {
  forgetSession();
  firefox?.signedOut(uid);
}
