import type { SourceNode, TokenTables } from './source/token-tables.ts';

/**
 * Makes one node of those that are one server, spelled in several ways: with and without a slash at the end, or left over
 * from a time before https. Users of any of them become users of the one.
 *
 * @param publicUrl - Origin of this Foxden; its spelling is preferred, then https.
 */
export function mergeNodes(tables: TokenTables, publicUrl: string): TokenTables {
  const kept = new Map<string, SourceNode>();
  const idOf = new Map<number, string>();
  const rank = ({ node }: SourceNode) => (node === publicUrl ? 2 : node.startsWith('https:') ? 1 : 0);
  for (const node of tables.nodes) {
    const name = placeOf(node.node);
    idOf.set(node.id, name);
    const other = kept.get(name);
    if (!other) {
      kept.set(name, node);
      continue;
    }
    const [better, worse] = rank(node) > rank(other) ? [node, other] : [other, node];
    kept.set(name, { ...better, currentLoad: better.currentLoad + worse.currentLoad });
  }
  const nodeOf = (id: number | null) => {
    const name = id === null ? undefined : idOf.get(id);
    return name === undefined ? id : kept.get(name)!.id;
  };
  return {
    ...tables,
    nodes: [...kept.values()],
    users: tables.users.map((user) => ({ ...user, nodeId: nodeOf(user.nodeId) })),
  };
}

/** Host, port unless it is the usual one, and path. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return `${host}${pathname.replace(/\/+$/, '')}`;
}
