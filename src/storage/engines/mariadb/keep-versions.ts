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
 * otherwise.
 */
export function keepVersions(
  { settings }: WriteTransaction,
  locked: { stamp: Stamp; keptSince: Stamp | null },
  which: keyof typeof statements,
  collection?: string,
): { keeping: string[]; mostKept: number } {
  const keep = mustKeep(settings, locked, collection);
  return keep ? { keeping: [statements[which]], ...keep } : { keeping: [], mostKept: 0 };
}
