import type { Queries } from '../database/database.ts';
import type { ImportContext } from './context.ts';
import { unmarkImport } from './import-mark.ts';
import type { SourceNode, TokenTables } from './source/token-tables.ts';
import { insertUsers, replaceNodes, setOwnNode, setPattern } from './store/token-rows.ts';

// As much as Mozilla's column holds; this appliance has no limit of its own.
const unlimited = 2_147_483_647;

/**
 * Takes over nodes and users, which ends the import: from here on people get tokens for their data.
 *
 * @param own - The node whose place this Foxden takes.
 * @param publicUrl - Origin of this Foxden.
 */
export async function copyTokenTables(
  tx: Queries,
  { userEmail }: Pick<ImportContext, 'userEmail'>,
  { pattern, nodes, users }: TokenTables,
  own: SourceNode | undefined,
  publicUrl: string,
): Promise<void> {
  const current = users.filter((user) => user.replacedAt === null).length;
  const self = own ?? { id: 1, node: publicUrl, capacity: unlimited, currentLoad: current, downed: 0 };
  const others = nodes.filter((node) => node !== own);
  await setPattern(tx, pattern);
  await replaceNodes(tx, [{ ...self, node: publicUrl, downed: 0 }, ...others], (node) =>
    node.id === self.id ? unlimited : node.capacity,
  );
  await setOwnNode(tx, self.id);
  const renamed = users.map((user) => ({
    ...user,
    email: renameDomain(user.email, userEmail),
    nodeId: user.nodeId ?? self.id,
  }));
  await insertUsers(tx, renamed);
  await unmarkImport(tx);
}

// Self-hosted servers were often configured with another domain than Mozilla's.
function renameDomain(email: string, userEmail: (uid: string) => string): string {
  const uid = /^([0-9a-f]{32})@/.exec(email)?.[1];
  return uid === undefined ? email : userEmail(uid);
}
