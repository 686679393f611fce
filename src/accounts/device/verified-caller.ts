import { bearsKeys, parseScope } from '../../http/auth/scopes.ts';
import type { DeviceCredential } from '../../identity/credential.ts';

/**
 * True when whoever uses the device routes has given the second factor too (accounts.md §10.4). A refresh token shows it by
 * its scope: one that comes with keys is only given to verified sessions, any other to whoever has the password.
 */
export const isVerifiedCaller = (caller: DeviceCredential): boolean =>
  caller.kind === 'session' ? caller.verified : bearsKeys(parseScope(caller.scope));
