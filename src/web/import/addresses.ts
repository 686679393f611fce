// URL.canParse is newer than the oldest browsers that the pages work in.
function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The address of a bookmark as Firefox writes it, or undefined when Firefox wouldn't keep it. */
export function addressOf(text: string): string | undefined {
  const href = parse(text)?.href;
  return href !== undefined && href.length <= 65_536 ? href : undefined;
}

/** Scheme, host and port of an address, as Firefox's passwords have them. */
export function originOf(text: string): string | undefined {
  const { protocol, host = '' } = parse(text) ?? {};
  // Firefox keeps its own sign-in at chrome:, and never takes it from others; "(" would end a host in its files.
  return host === '' || host.includes('(') || protocol === 'chrome:' ? undefined : `${protocol}//${host}`;
}
