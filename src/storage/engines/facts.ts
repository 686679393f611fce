import type { CollectionFacts } from '../engine.ts';
import type { FactRow } from './sql/reads.ts';

/** Sorts the rows of an `info/…` read; no row means that the user has never written. */
export function factsOf(rows: FactRow[]): CollectionFacts {
  const collections: CollectionFacts['collections'] = [];
  for (const { name, value } of rows) if (name !== null) collections.push({ name, value });
  return { modified: rows[0]?.modified ?? 0, collections };
}

// Firefox has about fifteen.
const mostCollections = 100;

/** Whether facts are small enough to be kept for many users: a user may have any number of collections. */
export const isKeepable = ({ collections }: CollectionFacts): boolean => collections.length <= mostCollections;
