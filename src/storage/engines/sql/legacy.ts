import type { LegacyReadCommand, LegacySelection } from '../../legacy-engine.ts';
import { bsoNames, commonConditions, type ReadParts, type StreamRow, selection, toRow } from './read-collection.ts';

const links = (full: boolean) => (full ? ', b.parentid, b.predecessorid' : '');

/** Which row a client of Sync 1.1 asks for; with the columns that only it has. */
export const legacyBso = `SELECT id, modified, sortindex, COALESCE(payload, '') AS payload, parentid, predecessorid
  FROM storage_bsos WHERE uid = :uid AND collection = :collection AND id = :id AND (expiry IS NULL OR expiry > :now)`;

/**
 * Writes the parts of a read of Sync 1.1 (sync11.md §2.4).
 *
 * @param now - Centiseconds; what ends before is left out.
 */
export function legacyReadParts(command: LegacyReadCommand, now: number): ReadParts {
  const { full, limit, skip } = command;
  const { where, parameters } = conditions(command, now);
  const { columns, order } = selection(command);
  const noMore = full ? ', NULL AS parentid, NULL AS predecessorid' : '';
  const page = limit === null ? '' : `LIMIT :limit${offset(command)}`;
  if (limit !== null) Object.assign(parameters, { limit, most: limit + 1 }, skip > 0 ? { skip } : {});
  const matching = `WHERE b.uid = :uid AND b.collection = :collection AND ${where}`;
  return {
    parameters,
    where,
    columns: columns + links(full),
    noRecord: `NULL AS id, 0 AS modified, NULL AS sortindex, '' AS payload${noMore}`,
    names: full ? `${bsoNames}, parentid, predecessorid` : bsoNames,
    toRow: full ? linkedRow : toRow,
    order,
    skip: offset(command),
    facts: (records) =>
      `(SELECT COUNT(*) FROM (SELECT 1 FROM ${records} ${matching} ${page}) page) AS matching, NULL AS lastValue, NULL AS lastId`,
  };
}

/** Finds the ids of what matches, in order. */
export function legacyIds(command: LegacySelection, now: number) {
  const { where, parameters } = conditions(command, now);
  const { limit, skip } = command;
  if (limit !== null) Object.assign(parameters, { limit }, skip > 0 ? { skip } : {});
  const { order } = selection({ sort: command.sort, full: false });
  const page = limit === null ? '' : `${order} LIMIT :limit${offset(command)}`;
  const sql = `SELECT b.id FROM storage_bsos b WHERE b.uid = :uid AND b.collection = :collection AND ${where} ${page}`;
  return { sql, parameters };
}

const offset = ({ limit, skip }: LegacySelection) => (limit !== null && skip > 0 ? ' OFFSET :skip' : '');

const linkedRow = (row: unknown[]) => ({ ...toRow(row), parentid: row[8], predecessorid: row[9] }) as StreamRow;

function conditions(command: LegacySelection, now: number) {
  const { indexAbove, indexBelow, parentid, predecessorid } = command;
  const { parameters, parts, add } = commonConditions({ ...command, ids: padded(command.ids) }, now);
  add('indexAbove', indexAbove, 'b.sortindex > :indexAbove');
  add('indexBelow', indexBelow, 'b.sortindex < :indexBelow');
  add('parentid', parentid, 'b.parentid = :parentid');
  add('predecessorid', predecessorid, 'b.predecessorid = :predecessorid');
  if (command.ids?.length === 0) parts.push('1 = 0');
  return { where: parts.join(' AND '), parameters };
}

// Sync 1.1 has no bound on the number of ids. Filled up to powers of two they make only a few different statements, and each
// connection keeps what it has prepared.
function padded(ids: string[] | null): string[] | null {
  if (ids === null || ids.length === 0) return null;
  const length = 2 ** Math.ceil(Math.log2(ids.length));
  return [...ids, ...Array<string>(length - ids.length).fill(ids[0]!)];
}
