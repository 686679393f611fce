import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { TokenError } from '../http/errors/token-error.ts';
import type { UsedCredential } from '../identity/note-use.ts';
import { checkRoom } from './admission.ts';
import type { TokenContext } from './context.ts';
import { endpointOf } from './endpoint.ts';
import { planUser, type UserPlan } from './plan-user.ts';
import type { KeyState } from './state-rules.ts';
import { lockUser } from './store/lock.ts';
import { type StorageNode, takePlace, takePlaceOn } from './store/nodes.ts';
import { findUsers, insertUser, replaceUsers, type StoredUser, type UserLookup, updateUser } from './store/users.ts';

/** Who asks, and what the client says about its Sync key. */
export interface UserRequest {
  /** `<account uid>@<domain>`. */
  email: string;
  key: KeyState;
  /** Of an access token of our own. */
  jtiHash?: string;
}

/** The storage user that a token is made for. */
export interface ResolvedUser {
  uid: number;
  /** Origin of the node. */
  node: string;
  /** Base of the user's storage, without a trailing slash. */
  endpoint: string;
  key: KeyState;
  /** Bytes that this user may store, null for any number; undefined when the general quota holds. */
  quotaBytes?: number | null;
  /** How often the account's storage tokens were revoked. */
  revocations: number;
  /** Id of the device that asks; null when it is none of ours, or has not registered itself. */
  device: string | null;
  /** What the access token hangs on; null when it is none of ours. */
  credential?: UsedCredential | null;
}

/**
 * Finds the storage user of an account, making or changing it as the protocol says (sync15.md §17.4–17.6). One statement for
 * a user that is known and unchanged; everything else happens in one transaction under the account's lock, so that the
 * first requests of two devices get the same uid.
 *
 * @throws {TokenError} 401 for a revoked token or a state rule, 403 for no new users, 503 without a node.
 */
export async function resolveUser(ctx: TokenContext, request: UserRequest): Promise<ResolvedUser> {
  const token = { jtiHash: request.jtiHash, now: ctx.now() };
  const seen = await findUsers(ctx.db.query, request.email, token);
  const plan = planUser(seen.users, admit(seen, request));
  if (isSettled(plan)) return resolved(seen, plan.current!.uid, plan.current!.node!, plan.key);
  return ctx.db.transaction(async (tx) => {
    if (plan.action === 'create') await checkRoom(ctx, tx, seen.service.id);
    await lockUser(ctx.db.engine, tx, seen.service.id, request.email);
    const found = await findUsers(tx, request.email, token);
    return carryOut(ctx, tx, found, request, planUser(found.users, admit(found, request)));
  });
}

// An access token of our own has a row while it is good, and its account knows when the password was last set.
function admit(found: UserLookup, { jtiHash, key }: UserRequest): KeyState {
  if (jtiHash === undefined) return key;
  const { account } = found;
  if (account === null || account.disabledAt !== null) throw TokenError.invalidCredentials();
  const verifierSetAt = BigInt(account.verifierSetAt);
  const generation = key.generation ?? verifierSetAt;
  if (generation < verifierSetAt) throw TokenError.invalidGeneration();
  return { ...key, generation };
}

const isSettled = (plan: UserPlan) => plan.action === 'keep' && plan.heal.length === 0;

async function carryOut(
  ctx: TokenContext,
  tx: Transaction<Schema>,
  found: UserLookup,
  { email }: UserRequest,
  { current, heal, action, key }: UserPlan,
): Promise<ResolvedUser> {
  const service = found.service.id;
  if (current) await replaceUsers(tx, heal, current.createdAt);
  if (action === 'update') await updateUser(tx, current!.uid, key);
  if (action === 'update' || action === 'keep') return resolved(found, current!.uid, current!.node!, key);
  const node = action === 'renew' ? await stay(tx, current!) : await takePlace(tx, service);
  if (!node) throw TokenError.unavailable('Unable to get a node');
  // A clock that was set back must not make the new row look older than the one it replaces.
  const createdAt = Math.max(ctx.now(), ...found.users.map((user) => user.createdAt + 1));
  const uid = await insertUser(tx, { service, email, nodeId: node.id, createdAt, key });
  if (current && current.replacedAt === null) await replaceUsers(tx, [current.uid], createdAt);
  return resolved(found, uid, node.node, key);
}

// Until the purge both rows have data on the node, so both count.
async function stay(tx: Transaction<Schema>, { nodeId, node }: StoredUser): Promise<StorageNode> {
  await takePlaceOn(tx, nodeId);
  return { id: nodeId, node: node! };
}

function resolved(
  { service, quotaBytes, revocations, device, credential }: UserLookup,
  uid: number,
  node: string,
  key: KeyState,
): ResolvedUser {
  const endpoint = endpointOf(service.pattern, node, uid);
  return { uid, node, key, endpoint, quotaBytes, revocations, device, credential };
}
