import { TokenError } from '../http/errors/token-error.ts';
import { mostInteger } from './request/parse-key-id.ts';
import { checkState, type KeyState } from './state-rules.ts';
import type { StoredUser } from './store/users.ts';

/** What a token request changes in `users`. */
export interface UserPlan {
  /** The account's current row; absent when it has none yet. */
  current?: StoredUser;
  /** Rows that should have been marked as replaced when `current` was made. */
  heal: number[];
  /**
   * `keep`: nothing to write. `update`: raise the numbers of `current`. `renew`: a new row on the same node, since the key
   * has changed. `move`: a new row on any node. `create`: the account's first row.
   */
  action: 'keep' | 'update' | 'renew' | 'move' | 'create';
  /** What the current row, old or new, holds afterwards. */
  key: KeyState;
}

/**
 * Decides what a request does to an account's users (sync15.md §17.4–17.6). Touches nothing, so it is asked once on a plain
 * read, and again under the lock when there is something to write.
 *
 * @param users - The account's newest rows.
 * @param request - What the client says.
 * @throws {TokenError} 401 when the request breaks one of the state rules.
 */
export function planUser(users: StoredUser[], request: KeyState): UserPlan {
  const current = users.toSorted(byRank)[0];
  if (!current) return { heal: [], action: 'create', key: request };
  // The row of an account that was deleted elsewhere; a client that knows no generation would pass the rules.
  if (current.generation === mostInteger && request.generation !== mostInteger) throw TokenError.invalidGeneration();
  const others = users.filter((user) => user !== current);
  checkState(current, new Set(others.map((user) => user.clientState).filter(differsFrom(current))), request);
  const key = {
    generation: larger(current.generation, request.generation ?? request.keysChangedAt ?? 0n),
    keysChangedAt: larger(current.keysChangedAt ?? 0n, request.keysChangedAt ?? 0n) || null,
    clientState: request.clientState,
  };
  return {
    current,
    heal: others.filter((user) => user.replacedAt === null).map((user) => user.uid),
    action: actionFor(current, key),
    key,
  };
}

function actionFor(current: StoredUser, key: KeyState): UserPlan['action'] {
  if (current.replacedAt !== null || current.node === null) return 'move';
  if (key.clientState !== current.clientState) return 'renew';
  const isHigher = key.generation! > current.generation || (key.keysChangedAt ?? 0n) > (current.keysChangedAt ?? 0n);
  return isHigher ? 'update' : 'keep';
}

const differsFrom = (current: StoredUser) => (state: string) => state !== current.clientState;

const larger = (a: bigint, b: bigint) => (a > b ? a : b);

function byRank(a: StoredUser, b: StoredUser): number {
  if (a.generation !== b.generation) return a.generation < b.generation ? 1 : -1;
  return b.createdAt - a.createdAt || b.uid - a.uid;
}
