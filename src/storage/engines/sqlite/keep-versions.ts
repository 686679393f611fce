import type { Writer } from '../../commands.ts';
import type { Stamp } from '../../stamp.ts';
import { keepVersions as keepWhich, keptBefore } from '../sql/versions.ts';
import { mustKeep } from '../versions.ts';
import type { WriteTransaction } from './sqlite-writer.ts';
import type { Parameters } from './statements.ts';

const statements = {
  ...keptBefore,
  incoming: keepWhich('b.collection = :collection AND b.id IN (SELECT id FROM incoming)'),
} as const;

/**
 * Keeps what a write is about to change, where its user wants that: one statement then, none otherwise.
 *
 * @param which - The records; `incoming` are those of the virtual table.
 * @param writer - Whose device is kept with them.
 */
export function keepVersions(
  { sql, settings, now }: WriteTransaction,
  locked: { stamp: Stamp; keptSince: Stamp | null },
  which: keyof typeof statements,
  writer: Writer,
  target: Parameters & { uid: number; collection?: string },
): void {
  const keep = mustKeep(settings, locked, target.collection);
  if (keep) sql.run(statements[which], { ...target, ...keep, device: writer.device ?? null, now, stamp: locked.stamp });
}
