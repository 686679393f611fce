import type { Writer } from '../../commands.ts';
import type { Stamp } from '../../stamp.ts';
import { keepVersions as keepWhich, keptBefore } from '../sql/versions.ts';
import { mustKeep } from '../versions.ts';
import type { WriteTransaction } from './mariadb-writer.ts';

const statements = {
  ...keptBefore,
  /** `:ids` is a list. */
  ids: keepWhich('b.collection = :collection AND b.id IN (:ids)'),
} as const;

/**
 * The statement that keeps what a write is about to change, where its user wants that, to be sent before the write's own; none
 * otherwise. `kept` are its parameters.
 */
export function keepVersions(
  { settings }: WriteTransaction,
  locked: { stamp: Stamp; keptSince: Stamp | null },
  which: keyof typeof statements,
  { collection, device = null }: Writer & { collection?: string },
): { keeping: string[]; kept: { mostKept: number; device: string | null } } {
  const keep = mustKeep(settings, locked, collection);
  return keep
    ? { keeping: [statements[which]], kept: { ...keep, device } }
    : { keeping: [], kept: { mostKept: 0, device } };
}
