import { ImportError } from '../import-error.ts';
import type { Layout } from './layout.ts';
import type { SourceDatabase, SourceRow, SourceValue } from './source-database.ts';

/** A row of the other server's `users`. Times are ms; integers beyond 2^53 are text. */
export interface SourceUser {
  uid: number;
  email: string;
  generation: number | string;
  clientState: string;
  createdAt: number;
  replacedAt: number | null;
  /** Id of a {@link SourceNode}; null where the server knows only itself. */
  nodeId: number | null;
  keysChangedAt: number | null;
}

/** A row of the other server's `nodes`. */
export interface SourceNode {
  id: number;
  /** Origin, or origin and path. */
  node: string;
  capacity: number;
  currentLoad: number;
  downed: number;
}

/** The token server's side of another server. */
export interface TokenTables {
  /** Address of a user's storage, such as `{node}/1.5/{uid}`. */
  pattern: string;
  nodes: SourceNode[];
  users: SourceUser[];
}

/**
 * Reads the token server's tables. The Python all-in-one server has only `users`, with the service's name instead of its
 * id, and no nodes.
 *
 * @throws {ImportError} When there is no table `users`.
 */
export async function readTokenTables(db: SourceDatabase, layout: Layout): Promise<TokenTables> {
  const tables = await db.tables();
  if (!tables.has('users')) {
    throw new ImportError(
      `${db.place} has no table "users". Where tokens are in another database than storage, name it too: --tokens URL`,
    );
  }
  const service = tables.has('services')
    ? (await db.select("SELECT id, pattern FROM services WHERE service = 'sync-1.5'"))[0]
    : undefined;
  const columns = await db.columns('users');
  const optional = (name: string) => (columns.has(name) ? name : `NULL AS ${name}`);
  const rows = await db.select(
    `SELECT uid, service, email, generation, client_state, created_at, replaced_at,
       ${optional('nodeid')}, ${optional('keys_changed_at')}
     FROM users ORDER BY uid`,
  );
  // The column is a number or a name; PostgreSQL compares neither with the other.
  const users = rows.filter((row) => row.service === (service?.id ?? 'sync-1.5') || row.service === 'sync-1.5');
  return {
    pattern: typeof service?.pattern === 'string' ? service.pattern : layout.pattern,
    nodes: tables.has('nodes') ? (await db.select('SELECT * FROM nodes ORDER BY id')).map(toNode) : [],
    users: users.map(toUser),
  };
}

function toUser(row: SourceRow): SourceUser {
  return {
    uid: Number(row.uid),
    email: String(row.email),
    generation: row.generation as number | string,
    clientState: String(row.client_state).toLowerCase(),
    createdAt: Number(row.created_at),
    replacedAt: nullable(row.replaced_at),
    nodeId: nullable(row.nodeid),
    keysChangedAt: nullable(row.keys_changed_at),
  };
}

function toNode(row: SourceRow): SourceNode {
  return {
    id: Number(row.id),
    node: String(row.node).replace(/\/$/, ''),
    capacity: Number(row.capacity),
    currentLoad: Number(row.current_load),
    downed: Number(row.downed),
  };
}

const nullable = (value: SourceValue | undefined) => (value === null || value === undefined ? null : Number(value));
