/**
 * Splits the scope of an access token. Mozilla's tokens separate scopes by spaces (RFC 6749 §3.3), other issuers by commas
 * (sync15.md §17.1 point 4).
 *
 * @param scope - Claim of a JWT, or `scope` of a `/v1/verify` answer.
 * @returns Its scopes; none when it is neither text nor a list of texts.
 */
export function parseScopes(scope: unknown): string[] {
  const texts = Array.isArray(scope) ? scope : [scope];
  return texts
    .filter((text) => typeof text === 'string')
    .flatMap((text) => text.split(/[\s,]+/))
    .filter((item) => item !== '');
}
