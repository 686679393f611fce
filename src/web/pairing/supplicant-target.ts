import type { PairingRequest } from './supplicant.ts';

/** How a phone gets its grant: by a message to the app around the page, or at its redirect address (accounts.md §7.7). */
export type SupplicantTarget = { kind: 'webchannel' } | { kind: 'redirect'; address: string };

const webChannelRedirect = 'urn:ietf:wg:oauth:2.0:oob:oauth-redirect-webchannel';

/**
 * Reads the address that a phone opens after it has scanned a code.
 *
 * @param origin - This server: a grant is only ever sent to the client's own page here.
 * @returns null when something is missing or the redirect address isn't the client's.
 */
export function readSupplicantAddress(
  parameters: URLSearchParams,
  origin: string,
): { request: PairingRequest; target: SupplicantTarget } | null {
  const read = (name: string) => parameters.get(name) ?? '';
  const request = {
    client_id: read('client_id'),
    state: read('state'),
    scope: read('scope'),
    code_challenge: read('code_challenge'),
    code_challenge_method: read('code_challenge_method') || 'S256',
    keys_jwk: read('keys_jwk'),
  };
  if (Object.values(request).some((value) => value === '')) return null;
  const target = readTarget(parameters.get('redirect_uri'), `${origin}/oauth/success/${request.client_id}`);
  return target && { request, target };
}

function readTarget(redirectUri: string | null, own: string): SupplicantTarget | null {
  if (redirectUri === null || redirectUri === webChannelRedirect) return { kind: 'webchannel' };
  return redirectUri === own ? { kind: 'redirect', address: own } : null;
}
