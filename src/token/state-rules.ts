import { TokenError } from '../http/errors/token-error.ts';

/** What is known of an account's Sync key: of a stored user, or of a request. */
export interface KeyState {
  /** When the password was last set, ms; null or 0 when unknown. Up to 2^63 − 1, as are the columns. */
  generation: bigint | null;
  /** When the key last changed, ms or a counter; null or 0 when unknown. */
  keysChangedAt: bigint | null;
  /** Lowercase hex. */
  clientState: string;
}

/**
 * Holds a request against the stored user, so that a device that has missed a change of password or key doesn't go on with
 * old ones: the eight rules of sync15.md §17.4, in their order.
 *
 * @param stored - The user's current row.
 * @param oldClientStates - Client states that the account has had before.
 * @param request - What the client says.
 * @throws {TokenError} 401 naming the rule's error.
 */
export function checkState(stored: KeyState, oldClientStates: ReadonlySet<string>, request: KeyState): void {
  const { generation: G, keysChangedAt: K, clientState: S } = request;
  const { generation: g, clientState: s } = stored;
  const k = stored.keysChangedAt || null;
  if (K && k && K > k && G && G < K) throw TokenError.invalidKeysChangedAt();
  if (S === '' && s !== '') throw TokenError.invalidClientState('empty string');
  if (S !== s && oldClientStates.has(S)) throw TokenError.invalidClientState('stale value');
  if (S !== s && G && G <= (g ?? 0n)) throw TokenError.invalidClientState('new value with no generation change');
  if (S !== s && K && K <= (k ?? 0n)) throw TokenError.invalidClientState('new value with no keys_changed_at change');
  if (G && G < (g ?? 0n)) throw TokenError.invalidGeneration();
  if (K && k && K < k) throw TokenError.invalidKeysChangedAt();
  if (!K && k) throw TokenError.invalidKeysChangedAt();
}
