/** Scopes with a meaning of their own (accounts.md §5.2). */
export const scopes = {
  oldsync: 'https://identity.mozilla.com/apps/oldsync',
  thunderbirdSync: 'https://identity.thunderbird.net/apps/sync',
  session: 'https://identity.mozilla.com/tokens/session',
  profile: 'profile',
  profileWrite: 'profile:write',
  openid: 'openid',
  email: 'email',
} as const;

/** Scopes whose holders get an encryption key, so that the session behind them must be verified. */
const keyBearing: readonly string[] = [scopes.oldsync, scopes.thunderbirdSync];

// What a client means that names a service instead of scopes (client-traps.md §2).
const scopesOfService: Record<string, string> = { sync: `${scopes.oldsync} ${scopes.profile}` };

/**
 * Splits a scope string. Order and spelling are kept, since the granted scope is echoed; repetitions are dropped.
 *
 * @param text - Scopes separated by white space.
 */
export function parseScope(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}

/** The scopes that a request means that has no `scope` but a `service`; undefined when the service is not known. */
export function scopeOfService(service: string | undefined): string | undefined {
  return service !== undefined && Object.hasOwn(scopesOfService, service) ? scopesOfService[service] : undefined;
}

/** Returns true when any of the scopes comes with an encryption key. */
export function bearsKeys(wanted: readonly string[]): boolean {
  return wanted.some((scope) => keyBearing.some((key) => covers(key, scope)));
}

/**
 * True when any of the scopes is worth more than the password alone: with a key, or with the right to change what others
 * see of the account.
 */
export const needsVerifiedSession = (wanted: readonly string[]): boolean =>
  bearsKeys(wanted) || wanted.some((scope) => scope.endsWith(':write'));

/** Returns true when holding `granted` includes `wanted`. */
export function includesScope(granted: readonly string[], wanted: string): boolean {
  return granted.some((scope) => covers(scope, wanted));
}

/** Those of the wanted scopes that `granted` doesn't include. */
export function missingScopes(granted: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((scope) => !includesScope(granted, scope));
}

// A URL covers the paths below it. A short name covers its parts (profile: profile:email), and writing covers reading, but
// reading never covers writing.
function covers(granted: string, wanted: string): boolean {
  if (granted === wanted) return true;
  if (granted.startsWith('https://')) return wanted.startsWith(`${granted}/`);
  const { path: grantedPath, write: grantedWrite } = shortScope(granted);
  const { path: wantedPath, write: wantedWrite } = shortScope(wanted);
  if (wantedWrite && !grantedWrite) return false;
  return wantedPath === grantedPath || wantedPath.startsWith(`${grantedPath}:`);
}

function shortScope(scope: string): { path: string; write: boolean } {
  const write = scope.endsWith(':write');
  return { path: write ? scope.slice(0, -':write'.length) : scope, write };
}
