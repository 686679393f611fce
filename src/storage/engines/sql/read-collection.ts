import type { Bso, ReadCommand } from '../../commands.ts';
import type { CollectionPage } from '../../engine.ts';

/** A row of a collection read. */
export interface CollectionRow {
  /** Stamp of the collection, the same in every row. */
  stamp: number;
  /** Null when the collection exists but nothing in it matches. */
  id: string | null;
  modified: number;
  sortindex: number | null;
  payload: string;
}

/** A row of a streamed read; what it adds is the same in every row. */
export interface StreamRow extends CollectionRow {
  /** Records that match, counted up to one more than the limit. */
  matching: number;
  /** Key of the last record of a full page, the start of the next one. */
  lastValue: number | null;
  lastId: string | null;
  /** When the record ends; only in pages that are read whole, on MariaDB. */
  expiry?: number | null;
}

/** A statement with named parameters. */
export interface NamedStatement {
  sql: string;
  parameters: Record<string, number | string>;
}

/** The names of a record's columns. */
export const bsoNames = 'id, modified, sortindex, payload';

/** What a read tells about the whole page, apart from its records. */
export type PageFacts = Omit<CollectionPage, 'records' | 'more'>;

const orders: Record<ReadCommand['sort'], { column: 'modified' | 'sortindex'; direction: 'ASC' | 'DESC' }> = {
  newest: { column: 'modified', direction: 'DESC' },
  oldest: { column: 'modified', direction: 'ASC' },
  index: { column: 'sortindex', direction: 'DESC' },
};

/** The parts of a read that both engines put together in their own way. */
export interface ReadParts {
  parameters: NamedStatement['parameters'];
  /** Condition for the records `b`, beside uid and collection. */
  where: string;
  /** The columns of a record. */
  columns: string;
  /** What stands for them in a row without a record. */
  noRecord: string;
  /** Their names. */
  names: string;
  /** Makes a row of a streamed read of the values in their order: stamp, facts, columns. */
  toRow: (values: unknown[]) => StreamRow;
  order: string;
  /** Continues `LIMIT n` where a read starts behind the first record. */
  skip: string;
  /** Scalars of a streamed read: `matching`, `lastValue` and `lastId` of {@link StreamRow}, from the table `b` as it is named. */
  facts: (records: string) => string;
}

/**
 * Writes the parts of a read (sync15.md §10.2). The parameter `most` is the limit and one more; `limit` is the limit.
 *
 * @param now - Centiseconds; what ends before is left out.
 */
export function readParts(command: ReadCommand, now: number): ReadParts {
  const { where, parameters } = conditions(command, now);
  const { columns, order } = selection(command);
  const noRecord = "NULL AS id, 0 AS modified, NULL AS sortindex, '' AS payload";
  const parts = { parameters, where, columns, noRecord, names: bsoNames, toRow, order, skip: '' };
  const matching = (records: string) =>
    `FROM ${records} WHERE b.uid = :uid AND b.collection = :collection AND ${where}`;
  if (command.limit === null) {
    const facts = (records: string) =>
      `(SELECT COUNT(*) ${matching(records)}) AS matching, NULL AS lastValue, NULL AS lastId`;
    return { ...parts, facts };
  }
  parameters.most = command.limit + 1;
  parameters.limit = command.limit;
  parameters.before = command.limit - 1;
  const facts = (records: string) => {
    const last = (name: string) => `(SELECT b.${name} ${matching(records)} ${order} LIMIT 1 OFFSET :before)`;
    return `(SELECT COUNT(*) FROM (SELECT 1 ${matching(records)} LIMIT :most) page) AS matching,
      ${last(orders[command.sort].column)} AS lastValue, ${last('id')} AS lastId`;
  };
  return { ...parts, facts };
}

/** The columns and the order of a read. */
export function selection({ sort, full }: Pick<ReadCommand, 'sort' | 'full'>): { columns: string; order: string } {
  const { column, direction } = orders[sort];
  // Lists of ids are served by the index alone; only their order may need more than it has.
  const sortindex = full || column === 'sortindex' ? 'b.sortindex' : 'NULL AS sortindex';
  return {
    columns: `b.id, b.modified, ${sortindex}, ${full ? "COALESCE(b.payload, '')" : "''"} AS payload`,
    order: `ORDER BY b.${column} ${direction}, b.id ${direction}`,
  };
}

/** A row of a streamed read of the values in their order. */
export const toRow = (row: unknown[]): StreamRow =>
  ({
    stamp: row[0],
    matching: row[1],
    lastValue: row[2],
    lastId: row[3],
    id: row[4],
    modified: row[5],
    sortindex: row[6],
    payload: row[7],
  }) as StreamRow;

/**
 * Separates a page that was read with one record more than its limit, which tells whether another page follows.
 *
 * @param stamp - Of the collection; undefined when it doesn't exist.
 */
export function pageOf(stamp: number | undefined, rows: Bso[], command: ReadCommand): PageFacts & { records: Bso[] } {
  const records = rows.slice(0, command.limit!);
  const last = rows.length > records.length ? records.at(-1) : undefined;
  const next = last ? { value: last[orders[command.sort].column], id: last.id } : null;
  return { modified: stamp ?? 0, total: records.length, next, records };
}

/** What a streamed read tells about its page in advance. */
export function streamFacts(
  row: Pick<StreamRow, 'stamp' | 'matching' | 'lastValue' | 'lastId'> | undefined,
  { limit }: ReadCommand,
): PageFacts {
  if (!row) return { modified: 0, total: 0, next: null };
  const { stamp, matching, lastValue, lastId } = row;
  if (limit === null || matching <= limit) return { modified: stamp, total: matching, next: null };
  return { modified: stamp, total: limit, next: lastId === null ? null : { value: lastValue, id: lastId } };
}

/** Conditions that grow, with their parameters. */
export interface Conditions {
  parameters: NamedStatement['parameters'];
  parts: string[];
  /** Adds one, unless the value is null. */
  add(name: string, value: number | string | null, part: string): void;
}

/** The conditions that reads of both generations of clients have. */
export function commonConditions(
  command: Pick<ReadCommand, 'uid' | 'collection' | 'ids' | 'newer' | 'older'>,
  now: number,
): Conditions {
  const { ids, newer, older } = command;
  const parameters: NamedStatement['parameters'] = { uid: command.uid, collection: command.collection, now };
  const parts = ['(b.expiry IS NULL OR b.expiry > :now)'];
  const add: Conditions['add'] = (name, value, part) => {
    if (value === null) return;
    parameters[name] = value;
    parts.push(part);
  };
  if (ids) {
    for (const [index, id] of ids.entries()) parameters[`id${index}`] = id;
    parts.push(`b.id IN (${ids.map((_, index) => `:id${index}`).join()})`);
  }
  add('newer', newer, 'b.modified > :newer');
  add('older', older, 'b.modified < :older');
  return { parameters, parts, add };
}

function conditions(command: ReadCommand, now: number) {
  const { offset, modifiedSince, unmodifiedSince } = command;
  const { parameters, parts, add } = commonConditions(command, now);
  // What a failed condition forbids to send isn't read either.
  const stamp = '(SELECT modified FROM storage_collections WHERE uid = :uid AND name = :collection)';
  add('modifiedSince', modifiedSince, `${stamp} > :modifiedSince`);
  add('unmodifiedSince', unmodifiedSince, `${stamp} <= :unmodifiedSince`);
  if (typeof offset === 'number') {
    add('skipped', offset || null, `b.id NOT IN (SELECT id FROM (${firstIds(command, parts)} LIMIT :skipped) skipped)`);
  } else if (offset) {
    add('offsetId', offset.id, behind(command.sort, offset.value === null));
    add('offsetValue', offset.value, '1 = 1');
  }
  return { where: parts.join(' AND '), parameters };
}

// A table of its own, since MariaDB has no LIMIT in the subselect of an IN.
function firstIds(command: ReadCommand, parts: string[]): string {
  const { order } = selection({ sort: command.sort, full: false });
  return `SELECT b.id FROM storage_bsos b WHERE b.uid = :uid AND b.collection = :collection AND ${parts.join(' AND ')} ${order}`;
}

/** Condition for records behind the key of the last one (see OffsetKey); the first part of each lets an index serve it. */
function behind(sort: ReadCommand['sort'], isNull: boolean): string {
  if (sort === 'newest') {
    return 'b.modified <= :offsetValue AND (b.modified < :offsetValue OR b.id < :offsetId)';
  }
  if (sort === 'oldest') {
    return 'b.modified >= :offsetValue AND (b.modified > :offsetValue OR b.id > :offsetId)';
  }
  // Records without a sortindex come last.
  if (isNull) return '(b.sortindex IS NULL AND b.id < :offsetId)';
  return '(b.sortindex IS NULL OR b.sortindex < :offsetValue OR (b.sortindex = :offsetValue AND b.id < :offsetId))';
}
