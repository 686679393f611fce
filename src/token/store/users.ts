import { type Expression, sql, type Transaction } from 'kysely';
import type { Queries } from '../../database/database.ts';
import type { Schema } from '../../database/schema.ts';
import type { UsedCredential } from '../../identity/note-use.ts';
import type { KeyState } from '../state-rules.ts';

/** The service whose users these are; the tables know others too (sync15.md §17.10). */
export const syncService = 'sync-1.5';

/** A row of `users` with its node. Times are ms. */
export interface StoredUser extends KeyState {
  uid: number;
  generation: bigint;
  createdAt: number;
  replacedAt: number | null;
  nodeId: number;
  /** Origin of the node; null when the node is no longer there. */
  node: string | null;
}

/** All that one token request needs to know. */
export interface UserLookup {
  service: { id: number; pattern: string };
  /** Newest 20 rows of the account, newest first. */
  users: StoredUser[];
  /**
   * The account behind an access token of our own that is not revoked, and whose session and refresh token have not ended;
   * null for any other token.
   */
  account: { verifierSetAt: number; disabledAt: number | null } | null;
  /** Bytes that this user may store, null for any number; undefined when the general quota holds. */
  quotaBytes: number | null | undefined;
  /** How often the account's storage tokens were revoked. */
  revocations: number;
  /** Id of the device whose session or refresh token the access token hangs on; null when there is none. */
  device: string | null;
  /** That session or refresh token; null when there is none. */
  credential: UsedCredential | null;
}

/**
 * Finds an account's users, and whether its access token still stands, in one statement.
 *
 * @param email - `<account uid>@<domain>`.
 * @param token - `jtiHash` of an access token of our own; `now` in ms.
 */
export async function findUsers(
  db: Queries,
  email: string,
  token: { jtiHash?: string; now: number },
): Promise<UserLookup> {
  const rows = await db
    .selectFrom('services as s')
    .leftJoin('users as u', (join) => join.onRef('u.service', '=', 's.id').on('u.email', '=', email))
    .leftJoin('nodes as n', 'n.id', 'u.nodeid')
    .leftJoin('access_tokens as t', (join) =>
      join.on('t.jti_hash', '=', token.jtiHash ?? '').on('t.expires_at', '>', token.now),
    )
    .leftJoin('sessions as ts', 'ts.id_hash', 't.session_id_hash')
    .leftJoin('refresh_tokens as tr', 'tr.token_hash', 't.refresh_token_hash')
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.uid', '=', 't.uid')
        .on(({ eb, or }) => or([eb('t.session_id_hash', 'is', null), eb('ts.id_hash', 'is not', null)]))
        .on(({ eb, or }) => or([eb('t.refresh_token_hash', 'is', null), eb('tr.token_hash', 'is not', null)])),
    )
    .leftJoin('devices as ds', 'ds.session_id_hash', 'ts.id_hash')
    .leftJoin('devices as dr', 'dr.refresh_token_hash', 'tr.token_hash')
    .leftJoin('sync_revocations as v', 'v.uid', 'a.uid')
    .leftJoin('user_quotas as q', (join) => join.on('q.email', '=', email))
    .where('s.service', '=', syncService)
    .select(['s.id', 's.pattern', 'u.uid', 'u.client_state'])
    .select((eb) => [
      exactly(eb.ref('u.generation')).as('generation'),
      exactly(eb.ref('u.keys_changed_at')).as('keys_changed_at'),
    ])
    .select(['u.created_at', 'u.replaced_at', 'u.nodeid', 'n.node', 'a.verifier_set_at', 'a.disabled_at'])
    .select(['q.email as quota_of', 'q.quota_bytes', 'v.generation as revocations'])
    .select((eb) => eb.fn.coalesce('dr.id', 'ds.id').as('device'))
    .select(['ts.id_hash', 'ts.last_access_at', 'tr.token_hash', 'tr.last_used_at'])
    .orderBy('u.created_at', 'desc')
    .orderBy('u.uid', 'desc')
    .limit(20)
    .execute();
  const [first] = rows;
  if (!first) throw new Error(`The table "services" has no row for ${syncService}`);
  return {
    service: { id: first.id, pattern: first.pattern },
    users: rows.filter((row) => row.uid !== null).map(toUser),
    account: first.verifier_set_at === null ? null : account(first.verifier_set_at, first.disabled_at),
    quotaBytes: first.quota_of === null ? undefined : first.quota_bytes,
    revocations: first.revocations ?? 0,
    device: first.device,
    credential: credentialOf(first),
  };
}

// As with the device, a phone's refresh token counts for more than the session that has made it.
function credentialOf(row: {
  id_hash: string | null;
  last_access_at: number | null;
  token_hash: string | null;
  last_used_at: number | null;
}): UsedCredential | null {
  if (row.token_hash !== null) return { kind: 'refreshToken', hash: row.token_hash, lastUsedAt: row.last_used_at! };
  if (row.id_hash !== null) return { kind: 'session', hash: row.id_hash, lastUsedAt: row.last_access_at! };
  return null;
}

const account = (verifierSetAt: number, disabledAt: number | null) => ({ verifierSetAt, disabledAt });

type Row = { [K in 'uid' | 'created_at' | 'replaced_at' | 'nodeid']: number | null } & {
  [K in 'generation' | 'keys_changed_at' | 'client_state' | 'node']: string | null;
};

// Beyond 2^53 a number would be rounded.
const exactly = (column: Expression<unknown>) => sql<string | null>`CAST(${column} AS CHAR)`;

function toUser(row: Row): StoredUser {
  return {
    uid: row.uid!,
    generation: BigInt(row.generation!),
    clientState: row.client_state!,
    keysChangedAt: row.keys_changed_at === null ? null : BigInt(row.keys_changed_at),
    createdAt: row.created_at!,
    replacedAt: row.replaced_at,
    nodeId: row.nodeid!,
    node: row.node,
  };
}

/** Adds a row and returns its uid. `createdAt` in ms. */
export async function insertUser(
  tx: Transaction<Schema>,
  user: { service: number; email: string; nodeId: number; createdAt: number; key: KeyState },
): Promise<number> {
  const { insertId } = await tx
    .insertInto('users')
    .values({
      service: user.service,
      email: user.email,
      generation: user.key.generation ?? 0n,
      client_state: user.key.clientState,
      created_at: user.createdAt,
      replaced_at: null,
      nodeid: user.nodeId,
      keys_changed_at: user.key.keysChangedAt,
    })
    .executeTakeFirstOrThrow();
  return Number(insertId);
}

/** Raises generation and keys_changed_at of a row. */
export async function updateUser(tx: Transaction<Schema>, uid: number, key: KeyState): Promise<void> {
  await tx
    .updateTable('users')
    .set({ generation: key.generation ?? 0n, keys_changed_at: key.keysChangedAt })
    .where('uid', '=', uid)
    .execute();
}

/** Marks rows as replaced since `at`, ms. */
export async function replaceUsers(tx: Transaction<Schema>, uids: number[], at: number): Promise<void> {
  if (uids.length === 0) return;
  await tx.updateTable('users').set({ replaced_at: at }).where('uid', 'in', uids).execute();
}

/** Number of accounts that have used the service; purged ones no longer count. */
export async function countAccounts(tx: Transaction<Schema>, service: number): Promise<number> {
  const row = await tx
    .selectFrom('users')
    .where('service', '=', service)
    .select((eb) => eb.fn.count('email').distinct().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}
