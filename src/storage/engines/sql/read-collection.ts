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

/**
 * Builds the statement for a page that is small enough to be held in memory: one record more than the page tells whether
 * another follows (sync15.md §10.2). No row means that there is no such collection. `command.limit` must be set.
 *
 * @param now - Centiseconds; what ends before is left out.
 */
export function pageStatement(command: ReadCommand, now: number): NamedStatement {
  const { where, parameters } = conditions(command, now);
  parameters.most = command.limit! + 1;
  return { sql: `SELECT c.modified AS stamp, ${rows(command, where)} LIMIT :most`, parameters };
}

/** Separates the rows of {@link pageStatement} into the page and what is known about it. */
export function pageOf(rows: CollectionRow[], command: ReadCommand): PageFacts & { records: Bso[] } {
  const modified = rows[0]?.stamp ?? 0;
  if (rows[0] === undefined || rows[0].id === null) return { modified, total: 0, next: null, records: [] };
  const records = rows.slice(0, command.limit!) as Bso[];
  const last = rows.length > records.length ? records.at(-1) : undefined;
  const next = last ? { value: last[orders[command.sort].column], id: last.id } : null;
  return { modified, total: records.length, next, records };
}

/**
 * Builds the statement for a page of any size that is sent while it is read. What the headers tell comes with the first
 * row, from the same snapshot (sync15.md §20.3). No row means that there is no such collection.
 */
export function streamStatement(command: ReadCommand, now: number): NamedStatement {
  const { column, direction } = orders[command.sort];
  const { where, parameters } = conditions(command, now);
  const matching = `FROM storage_bsos b WHERE b.uid = :uid AND b.collection = :collection AND ${where}`;
  if (!command.limit) {
    const sql = `SELECT c.modified AS stamp, (SELECT COUNT(*) ${matching}) AS matching,
      NULL AS lastValue, NULL AS lastId, ${rows(command, where)}`;
    return { sql, parameters };
  }
  const last = (name: string) =>
    `(SELECT b.${name} ${matching} ORDER BY b.${column} ${direction}, b.id ${direction} LIMIT 1 OFFSET :before)`;
  parameters.most = command.limit;
  parameters.mostAndOne = command.limit + 1;
  parameters.before = command.limit - 1;
  const sql = `SELECT c.modified AS stamp,
    (SELECT COUNT(*) FROM (SELECT 1 ${matching} LIMIT :mostAndOne) page) AS matching,
    ${last(column)} AS lastValue, ${last('id')} AS lastId, ${rows(command, where)} LIMIT :most`;
  return { sql, parameters };
}

/** What the first row of {@link streamStatement} tells. */
export function streamFacts(row: StreamRow | undefined, { limit }: ReadCommand): PageFacts {
  if (!row) return { modified: 0, total: 0, next: null };
  const { stamp, matching, lastValue, lastId } = row;
  if (limit === null || matching <= limit) return { modified: stamp, total: matching, next: null };
  return { modified: stamp, total: limit, next: lastId === null ? null : { value: lastValue, id: lastId } };
}

function rows(command: ReadCommand, where: string): string {
  const { column, direction } = orders[command.sort];
  // Lists of ids are served by the index alone; only their order may need more than it has.
  const sortindex = command.full || column === 'sortindex' ? 'b.sortindex' : 'NULL AS sortindex';
  const payload = `${sortindex}, ${command.full ? "COALESCE(b.payload, '')" : "''"} AS payload`;
  return `b.id, b.modified, ${payload} FROM storage_collections c
    LEFT JOIN storage_bsos b ON b.uid = c.uid AND b.collection = c.name AND ${where}
    WHERE c.uid = :uid AND c.name = :collection ORDER BY b.${column} ${direction}, b.id ${direction}`;
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
