import { ImportError } from './import-error.ts';
import type { SourceNode, TokenTables } from './source/token-tables.ts';

/**
 * Finds which of the other server's nodes this Foxden takes the place of: the only one, or the one with the same address.
 *
 * @param publicUrl - Origin of this Foxden.
 * @returns The node; undefined when the other server knows none.
 * @throws {ImportError} When there are several and none has this address.
 */
export function chooseOwnNode({ nodes, users }: TokenTables, publicUrl: string): SourceNode | undefined {
  const sameAddress = nodes.find((node) => node.node === publicUrl);
  if (sameAddress) return sameAddress;
  const inUse = new Set(users.filter((user) => user.replacedAt === null).map((user) => user.nodeId));
  const candidates = nodes.length === 1 ? nodes : nodes.filter((node) => inUse.has(node.id));
  if (candidates.length <= 1) return candidates[0];
  throw new ImportError(
    `The other server has several nodes (${candidates.map((node) => node.node).join(', ')}). Set FOXDEN_PUBLIC_URL to the ` +
      'address of the one whose data this is.',
  );
}
