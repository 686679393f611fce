/** What the server tells every page about itself; it stands in the page's `foxden-config` meta element. */
export interface PageConfig {
  /** Origin that browsers use; null until the owner has set it. */
  publicUrl: string | null;
  /** `external`: accounts live on another server, and this one only stores Sync data. */
  accounts: 'embedded' | 'external';
  signups: 'open' | 'invite' | 'closed';
  /** Whether its certificate comes from an authority of its network's own, which devices must be brought to trust. */
  ownAuthority: boolean;
  /** Whether Sync 1.1 is served too. */
  legacy: boolean;
  /** Whether this server sends mail, and so codes to an address. */
  mail: boolean;
  /** What sign-up asks of the browser or the person; those with an invitation are spared. */
  captcha: { kind: 'off' } | { kind: 'altcha' } | { kind: 'siteverify'; siteKey: string; scriptUrl: string };
}

/** Name of the meta element. */
export const pageConfigName = 'foxden-config';

/**
 * Reads the configuration out of the page.
 *
 * @throws {SyntaxError} When the page was served by something else than Foxden.
 */
export function readPageConfig(page: Document): PageConfig {
  return JSON.parse(page.querySelector<HTMLMetaElement>(`meta[name=${pageConfigName}]`)?.content ?? '');
}
