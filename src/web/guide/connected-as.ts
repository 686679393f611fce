import { isFirefox } from '../signin/environment.ts';
import { createFirefox } from '../webchannel/firefox.ts';
import { ChannelError, openWebChannel } from '../webchannel/webchannel.ts';

/**
 * Tells who is signed in to the Firefox around the page; null where nobody is, where it needs its password again, and in any
 * other browser.
 */
export async function connectedAs(): Promise<string | null> {
  if (!isFirefox(navigator.userAgent)) return null;
  const firefox = createFirefox(openWebChannel(window, navigator.userAgent), 150);
  const status = await firefox.status().catch((error) => {
    if (!(error instanceof ChannelError)) throw error;
    return null;
  });
  return status?.signedInUser?.sessionToken ? status.signedInUser.email : null;
}
