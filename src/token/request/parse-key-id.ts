/** What X-KeyID says about the client's Sync key (sync15.md §17.2). */
export interface KeyId {
  /** When the key last changed: ms, or a counter with old clients; null when unknown (0). */
  keysChangedAt: bigint | null;
  /** First half of the SHA-256 of the key, as at most 32 lowercase hex characters; may be empty. */
  clientState: string;
}

/** Largest value of a BIGINT column. */
export const mostInteger = 2n ** 63n - 1n;

/**
 * Parses `<decimal keys_changed_at>-<base64url client state>`; padding is optional.
 *
 * @param header - Value of X-KeyID.
 * @returns Its parts, or undefined when malformed: no number, a number beyond 2^63 − 1, no base64url, more than 16 bytes.
 */
export function parseKeyId(header: string): KeyId | undefined {
  const match = /^(\d{1,32})-([A-Za-z0-9_-]{0,22})(={0,2})$/.exec(header);
  if (!match) return undefined;
  const [, digits, base64] = match as unknown as [string, string, string];
  const keysChangedAt = BigInt(digits);
  if (keysChangedAt > mostInteger || base64.length % 4 === 1) return undefined;
  return { keysChangedAt: keysChangedAt || null, clientState: Buffer.from(base64, 'base64url').toString('hex') };
}

/**
 * Writes the `fxa_kid` of a storage token (sync15.md §17.8).
 *
 * @param keysChangedAt - As in X-KeyID, or the generation where that is unknown.
 * @param clientState - Hex.
 */
export function formatKeyId(keysChangedAt: bigint, clientState: string): string {
  return `${String(keysChangedAt).padStart(13, '0')}-${Buffer.from(clientState, 'hex').toString('base64url')}`;
}
