/** One table as it was at one moment; rows come in the order of the primary key. */
export interface TableSnapshot {
  name: string;
  columns: string[];
  rows: AsyncIterable<unknown[]> | Iterable<unknown[]>;
}
