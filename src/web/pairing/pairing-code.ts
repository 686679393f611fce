import { type Bytes, fromBase64Url } from '../../crypto/client/bytes.ts';

/** What a signed-in Firefox shows as a QR code (accounts.md §7.3). */
export interface PairingCode {
  channelId: string;
  /** 32 bytes. Known to the two devices only. */
  key: Bytes;
  /** The link that the QR code holds. */
  link: string;
}

/** A text that holds no code that can be used here. */
export type CodeProblem = 'no code' | 'other server';

/**
 * Reads a pairing code: the link, its part behind `#`, or the two values as somebody copied them.
 *
 * @param text - What was scanned, pasted or typed; blanks don't count.
 * @param origin - This server; a link to another one is of no use.
 */
export function readPairingCode(text: string, origin: string): PairingCode | CodeProblem {
  const compact = text.replace(/\s+/g, '');
  const parameters = new URLSearchParams(compact.slice(compact.indexOf('#') + 1));
  const channelId = parameters.get('channel_id') ?? '';
  const channelKey = (parameters.get('channel_key') ?? '').replace(/=+$/, '');
  if (!/^[\w-]{22}$/.test(channelId) || !/^[\w-]{43}$/.test(channelKey)) return 'no code';
  const isLink = /^https?:/i.test(compact);
  if (isLink && originOf(compact) !== origin) return 'other server';
  // A reader of version 2 has to find that in the link, too.
  const version = parameters.get('v') === '2' ? '&v=2' : '';
  const link = `${origin}/pair#channel_id=${channelId}&channel_key=${channelKey}${version}`;
  return { channelId, key: fromBase64Url(channelKey), link };
}

function originOf(link: string): string | null {
  try {
    return new URL(link).origin;
  } catch {
    return null;
  }
}

/**
 * Takes the code out of the page's address. It is removed there, so that it stays neither in the history nor on the screen.
 *
 * @returns null when there is none.
 */
export function takeCodeFromAddress(page: Location, history: History): PairingCode | null {
  if (!page.hash.includes('channel_')) return null;
  const code = readPairingCode(page.hash, page.origin);
  history.replaceState(history.state, '', page.pathname + page.search);
  return typeof code === 'string' ? null : code;
}

/**
 * Watches for a link with a code that is pasted into the address of a page that is already open; only its part behind `#`
 * changes then, so the page is not loaded again.
 *
 * @returns A function that ends it.
 */
export function onCodeInAddress(take: (code: PairingCode) => void): () => void {
  const look = () => {
    const code = takeCodeFromAddress(location, history);
    if (code) take(code);
  };
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}
