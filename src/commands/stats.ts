import { parseArgs } from 'node:util';
import { listStorageOwners, type StorageOwner } from '../admin/store/storage-owners.ts';
import type { CollectionSize } from '../storage/engine.ts';
import type { Command } from './command.ts';
import { table } from './table.ts';
import { withContext } from './with-context.ts';

/** `foxden stats`. */
export const stats: Command = {
  help: `Usage: foxden stats [--collections] [--json]

Shows how much each user stores here, largest first; with --collections, each collection of each user. Records that have
expired count until the next purge (foxden purge).`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { collections: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    return withContext(async (ctx) => {
      const owners = await listStorageOwners(ctx.db.query, ctx.config);
      const sizes = await ctx.storage.sizes();
      const lines = values.collections ? sizes : byUser(sizes);
      const named = lines.map((line) => ({ user: nameOf(owners.get(line.uid)), ...line }));
      if (values.json) console.log(JSON.stringify(named, null, 2));
      else console.log(inWords(named, values.collections ?? false));
      return 0;
    });
  },
};

interface Line {
  uid: number;
  collection?: string;
  records: number;
  bytes: number;
}

function byUser(sizes: CollectionSize[]): Line[] {
  const users = new Map<number, Line>();
  for (const { uid, records, bytes } of sizes) {
    const sum = users.get(uid) ?? { uid, records: 0, bytes: 0 };
    users.set(uid, { uid, records: sum.records + records, bytes: sum.bytes + bytes });
  }
  return [...users.values()].sort((a, b) => b.bytes - a.bytes);
}

function nameOf(owner: StorageOwner | undefined): string {
  if (!owner) return '(nobody)';
  return owner.isReplaced ? `${owner.name} (earlier data, to be purged)` : owner.name;
}

function inWords(lines: (Line & { user: string })[], withCollections: boolean): string {
  if (lines.length === 0) return 'Nobody has stored anything yet.';
  const rows = lines.map(({ user, uid, collection = '', records, bytes }) => [
    user,
    String(uid),
    ...(withCollections ? [collection] : []),
    String(records),
    `${Math.ceil(bytes / 1024)} KiB`,
  ]);
  const heading = ['USER', 'SYNC UID', ...(withCollections ? ['COLLECTION'] : []), 'RECORDS', 'SIZE'];
  const total = lines.reduce((sum, { bytes }) => sum + bytes, 0);
  return `${table([heading, ...rows])}\n${Math.ceil(total / 1024)} KiB in all.`;
}
