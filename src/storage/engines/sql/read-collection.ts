import type { ReadCommand } from '../../commands.ts';
import type { CollectionPage } from '../../engine.ts';

/** A row of a collection read; the first three columns are the same in every row. */
export interface CollectionRow {
  stamp: number;
  /** Records that match, counted up to one more than the limit. */
  matching: number;
  /** Key of the last record of a full page, the start of the next one. */
  lastValue: number | null;
  lastId: string | null;
  /** Null when the collection exists but nothing in it matches. */
  id: string | null;
  modified: number;
  sortindex: number | null;
  payload: string;
}

/** A statement with named parameters. */
export interface NamedStatement {
  sql: string;
  parameters: Record<string, number | string>;
}

const orders: Record<ReadCommand['sort'], { column: string; direction: 'ASC' | 'DESC' }> = {
  newest: { column: 'modified', direction: 'DESC' },
  oldest: { column: 'modified', direction: 'ASC' },
  index: { column: 'sortindex', direction: 'DESC' },
};

/**
 * Builds the one statement that reads a page of a collection: stamp, number of records, start of the next page and the
 * records themselves, all from one snapshot (sync15.md §10.2, §20.3). No row means that there is no such collection.
 *
 * @param now - Centiseconds; what ends before is left out.
 */
export function collectionStatement(command: ReadCommand, now: number): NamedStatement {
  const { column, direction } = orders[command.sort];
  const { where, parameters } = conditions(command, now);
  const order = `ORDER BY b.${column} ${direction}, b.id ${direction}`;
  const limit = command.limit === null ? '' : 'LIMIT :limit';
  // Scalars of their own, so that headers can go out before the first record.
  const matching = `FROM storage_bsos b WHERE b.uid = :uid AND b.collection = :collection AND ${where}`;
  const total =
    command.limit === null
      ? `(SELECT COUNT(*) ${matching})`
      : `(SELECT COUNT(*) FROM (SELECT 1 ${matching} LIMIT :limitAndOne) page)`;
  const last = (name: string) =>
    command.limit ? `(SELECT b.${name} ${matching} ${order} LIMIT 1 OFFSET :limitLessOne)` : 'NULL';
  const payload = command.full ? "b.sortindex, COALESCE(b.payload, '') AS payload" : "NULL AS sortindex, '' AS payload";
  const sql = `SELECT c.modified AS stamp, ${total} AS matching,
    ${last(column)} AS lastValue, ${last('id')} AS lastId, b.id, b.modified, ${payload}
    FROM storage_collections c
    LEFT JOIN storage_bsos b ON b.uid = c.uid AND b.collection = c.name AND ${where}
    WHERE c.uid = :uid AND c.name = :collection ${order} ${limit}`;
  return { sql, parameters };
}

/** What the first row of a read tells about the whole page. */
export function pageOf(
  row: CollectionRow | undefined,
  { limit }: ReadCommand,
): Omit<CollectionPage, 'records' | 'more'> {
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
  if (command.limit !== null) {
    parameters.limit = command.limit;
    parameters.limitAndOne = command.limit + 1;
    parameters.limitLessOne = command.limit - 1;
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
