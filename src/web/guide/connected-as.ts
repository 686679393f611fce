import { isFirefox } from '../signin/environment.ts';
import { casualPatience, createFirefox } from '../webchannel/firefox.ts';
import { ChannelError, openWebChannel } from '../webchannel/webchannel.ts';

/**
 * Tells who is signed in to the Firefox around the page; null where nobody is, where it needs its password again, and in any
 * other browser.
 */
export async function connectedAs(): Promise<string | null> {
  if (!isFirefox(navigator.userAgent)) return null;
  const { userAgent } = navigator;
  const firefox = createFirefox(openWebChannel(window, userAgent), casualPatience(userAgent));
  const status = await firefox.status().catch((error) => {
    if (!(error instanceof ChannelError)) throw error;
    return null;
  });
  return status?.signedInUser?.sessionToken ? status.signedInUser.email : null;
}
