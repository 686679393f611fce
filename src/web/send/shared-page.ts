import { isSendable } from '../../client/sendable.ts';

/** A page that is to be sent. */
export interface SharedPage {
  url: string;
  title: string;
}

/**
 * Reads what another page or app has handed over. It stands behind the # of the address, which browsers keep to themselves: the
 * server never sees it. Apps often put the address into the text.
 */
export function sharedPage(hash: string): SharedPage {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const title = parameters.get('title')?.trim() ?? '';
  const candidates = [parameters.get('url') ?? '', ...(parameters.get('text') ?? '').split(/\s+/).reverse()];
  return { url: candidates.map((each) => each.trim()).find(isSendable) ?? '', title };
}

/** Code of a bookmark that hands the page that is open over to ours. */
export const bookmarklet = (origin: string): string =>
  `javascript:void open(${JSON.stringify(`${origin}/send#`)}+new URLSearchParams({url:location.href,title:document.title}))`;
