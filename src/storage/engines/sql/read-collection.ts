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
}

/** A statement with named parameters. */
export interface NamedStatement {
  sql: string;
  parameters: Record<string, number | string>;
}

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
  /** The four columns of a record. */
  columns: string;
  order: string;
  /** Scalars of a streamed read: `matching`, `lastValue` and `lastId` of {@link StreamRow}. */
  facts: string;
}

/**
 * Writes the parts of a read (sync15.md §10.2). The parameter `most` is the limit and one more; `limit` is the limit.
 *
 * @param now - Centiseconds; what ends before is left out.
 */
export function readParts(command: ReadCommand, now: number): ReadParts {
  const { column, direction } = orders[command.sort];
  const { where, parameters } = conditions(command, now);
  // Lists of ids are served by the index alone; only their order may need more than it has.
  const sortindex = command.full || column === 'sortindex' ? 'b.sortindex' : 'NULL AS sortindex';
  const columns = `b.id, b.modified, ${sortindex}, ${command.full ? "COALESCE(b.payload, '')" : "''"} AS payload`;
  const order = `ORDER BY b.${column} ${direction}, b.id ${direction}`;
  const matching = `FROM storage_bsos b WHERE b.uid = :uid AND b.collection = :collection AND ${where}`;
  if (command.limit === null) {
    const facts = `(SELECT COUNT(*) ${matching}) AS matching, NULL AS lastValue, NULL AS lastId`;
    return { parameters, where, columns, order, facts };
  }
  parameters.most = command.limit + 1;
  parameters.limit = command.limit;
  parameters.before = command.limit - 1;
  const last = (name: string) => `(SELECT b.${name} ${matching} ${order} LIMIT 1 OFFSET :before)`;
  const facts = `(SELECT COUNT(*) FROM (SELECT 1 ${matching} LIMIT :most) page) AS matching,
    ${last(column)} AS lastValue, ${last('id')} AS lastId`;
  return { parameters, where, columns, order, facts };
}

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
export function streamFacts(row: StreamRow | undefined, { limit }: ReadCommand): PageFacts {
  if (!row) return { modified: 0, total: 0, next: null };
  const { stamp, matching, lastValue, lastId } = row;
  if (limit === null || matching <= limit) return { modified: stamp, total: matching, next: null };
  return { modified: stamp, total: limit, next: lastId === null ? null : { value: lastValue, id: lastId } };
}

function conditions(command: ReadCommand, now: number) {
  const { ids, newer, older, offset, modifiedSince, unmodifiedSince } = command;
  const parameters: NamedStatement['parameters'] = { uid: command.uid, collection: command.collection, now };
  const parts = ['(b.expiry IS NULL OR b.expiry > :now)'];
  const add = (name: string, value: number | string | null, part: string) => {
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
  // What a failed condition forbids to send isn't read either.
  const stamp = '(SELECT modified FROM storage_collections WHERE uid = :uid AND name = :collection)';
  add('modifiedSince', modifiedSince, `${stamp} > :modifiedSince`);
  add('unmodifiedSince', unmodifiedSince, `${stamp} <= :unmodifiedSince`);
  if (offset) {
    add('offsetId', offset.id, behind(command.sort, offset.value === null));
    add('offsetValue', offset.value, '1 = 1');
  }
  return { where: parts.join(' AND '), parameters };
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
