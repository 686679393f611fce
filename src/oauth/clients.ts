import { scopes } from '../http/auth/scopes.ts';

/** A program that may ask for tokens (accounts.md §5.1). All are public clients: none has a secret, all use PKCE. */
export interface OAuthClient {
  id: string;
  name: string;
  /** What it may be granted at most. */
  scopes: readonly string[];
  /** Addresses that a code may be sent to; the first one counts when the client names none. */
  redirectUris: readonly string[];
  /**
   * What keeps it signed in. Desktop throws its refresh token away and lives on the session; phones live on the refresh
   * token, and the session that they got with it is worth nothing without.
   */
  livesOn: 'session' | 'refresh token';
}

const browserScopes = [
  scopes.oldsync,
  scopes.profile,
  scopes.profileWrite,
  scopes.session,
  scopes.openid,
  scopes.email,
] as const;
const webChannelRedirect = 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel';

/**
 * Lists the clients that Foxden serves: the browsers, ffsclient, PyFxA's and Thunderbird.
 *
 * @param origin - Public URL, part of the redirect addresses.
 * @returns The clients by id.
 */
export function clientRegistry(origin: string): ReadonlyMap<string, OAuthClient> {
  const client = (
    id: string,
    name: string,
    livesOn: OAuthClient['livesOn'],
    allowed: readonly string[] = browserScopes,
  ): OAuthClient => ({
    id,
    name,
    livesOn,
    scopes: allowed,
    redirectUris: [webChannelRedirect, `${origin}/oauth/success/${id}`],
  });
  const profile = [scopes.profile, scopes.profileWrite, scopes.openid, scopes.email];
  const all = [
    client('5882386c6d801776', 'Firefox', 'session'),
    client('a2270f727f45f648', 'Firefox for Android', 'refresh token'),
    client('3c49430b43dfba77', 'Android Reference Browser', 'refresh token'),
    client('1b1a3e44c54fbb58', 'Firefox for iOS', 'refresh token'),
    client('3332a18d142636cb', 'Firefox for Android (Fennec)', 'refresh token'),
    client('e7ce535d93522896', 'Firefox Sync Client', 'session', [scopes.oldsync, ...profile]),
    client('98e6508e88680e1a', 'Account settings', 'session', profile),
    client('ea3ca969f8c6bb0d', 'Account pages', 'session', profile),
    client('8269bacd7bbc7f80', 'Thunderbird', 'session', [scopes.thunderbirdSync, scopes.oldsync, ...profile]),
  ];
  return new Map(all.map((each) => [each.id, each]));
}
