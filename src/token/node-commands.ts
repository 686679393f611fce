import type { TokenContext } from './context.ts';
import { countUsersOfNodes, deleteEmptyNode, drain, findNode, listRows, openNode } from './store/node-admin.ts';
import { unlimited } from './store/nodes.ts';
import { findOwnNode, prepareOwnNode } from './store/own-node.ts';

type NodeContext = Pick<TokenContext, 'config' | 'db' | 'now'>;

/** A storage node as `foxden node list` shows it. */
export interface NodeFacts {
  /** Origin. */
  node: string;
  /** True for the appliance whose database this is. */
  isOwn: boolean;
  /** Users whose data is kept there. */
  users: number;
  /** Most users; null: no limit. */
  capacity: number | null;
  /** `open`: takes new users. */
  state: 'open' | 'full' | 'drained';
}

/** What was asked of a node can't be done; the message says what to do instead. */
export class NodeError extends Error {
  static readonly exitCode = 1;
}

/**
 * The work of `foxden node`: sharding users over several appliances that share the master secret (sync15.md §17.7).
 */
export const nodeCommands = {
  /** Lists all nodes, this appliance's own first. */
  async list(ctx: NodeContext): Promise<NodeFacts[]> {
    const own = await ownNode(ctx);
    const users = await countUsersOfNodes(ctx.db.query);
    const rows = await listRows(ctx.db.query);
    return rows
      .map((row) => ({
        node: row.node,
        isOwn: row.id === own,
        users: users.get(row.id) ?? 0,
        capacity: row.capacity >= unlimited ? null : row.capacity,
        state: stateOf(row),
      }))
      .toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || (a.node < b.node ? -1 : 1));
  },

  /**
   * Lets another appliance take users, or a drained node take them again.
   *
   * @param url - The node's public URL.
   * @param capacity - Most users; null: no limit.
   * @throws {NodeError} When the URL is no origin.
   */
  async add(ctx: NodeContext, url: string, capacity: number | null = null): Promise<void> {
    await ownNode(ctx);
    await openNode(ctx.db, parseOrigin(url), capacity ?? unlimited);
  },

  /**
   * Lets a node take no more users. Unless `keepUsers`, its users get a place elsewhere when their browsers next ask for
   * a token; browsers then upload their data anew, and what the node has is purged a day later.
   *
   * @returns Number of users that will move.
   * @throws {NodeError} When there is no such node, or no other one that could take users.
   */
  async drain(ctx: NodeContext, url: string, { keepUsers = false } = {}): Promise<number> {
    await ownNode(ctx);
    const origin = parseOrigin(url);
    const rows = await listRows(ctx.db.query);
    const node = await findNode(ctx.db.query, origin);
    if (!node) throw new NodeError(`There is no node ${origin}. foxden node list shows all of them.`);
    if (!rows.some((row) => row.id !== node.id && stateOf(row) === 'open')) {
      throw new NodeError(
        `${origin} is the only node that takes users, so nobody could get a place any more. Add another one first: foxden node add URL`,
      );
    }
    return drain(ctx.db, node.id, keepUsers ? null : ctx.now());
  },

  /**
   * Forgets a drained node that keeps nobody's data any more.
   *
   * @throws {NodeError} When there is no such node, when it is this appliance, or when it isn't empty yet.
   */
  async remove(ctx: NodeContext, url: string): Promise<void> {
    const own = await ownNode(ctx);
    const origin = parseOrigin(url);
    const node = await findNode(ctx.db.query, origin);
    if (!node) throw new NodeError(`There is no node ${origin}. foxden node list shows all of them.`);
    if (node.id === own) throw new NodeError(`${origin} is this appliance itself; it can be drained, but not removed.`);
    if (stateOf(node) !== 'drained')
      throw new NodeError(`${origin} still takes users. First: foxden node drain ${origin}`);
    const left = await deleteEmptyNode(ctx.db, node.id);
    if (left === 0) return;
    throw new NodeError(
      `${origin} still keeps data of ${left} users, present or former. Those move when their browsers next ask for a token, and a ` +
        'day later the hourly purge deletes what is left; try again then.',
    );
  },

  /** Origins of the nodes that would take the users of a node. */
  async others(ctx: NodeContext, url: string): Promise<string[]> {
    const own = await ownNode(ctx);
    const rows = await listRows(ctx.db.query);
    return rows
      .filter((row) => row.id !== own && row.node !== parseOrigin(url) && stateOf(row) === 'open')
      .map((row) => row.node);
  },
};

function stateOf(row: { downed: number; backoff: number; capacity: number; current_load: number }): NodeFacts['state'] {
  if (row.downed !== 0 || row.backoff !== 0) return 'drained';
  return row.current_load < row.capacity ? 'open' : 'full';
}

async function ownNode({ config, db }: NodeContext): Promise<number | undefined> {
  if (config.publicUrl !== null) return prepareOwnNode({ db }, config.publicUrl);
  return (await findOwnNode(db.query))?.id;
}

function parseOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new NodeError(`"${text}" is no address of a node; write its public URL, such as https://sync2.example.org`);
  }
  return url.origin;
}
