import { rowsOf } from '../data/rows.ts';
import type { BookmarkRecord, HistoryRecord, OpenRecord, PasswordRecord } from '../sync-client/records.ts';
import { text } from './text.ts';
import type { Moment } from './timeline.ts';

/** What a person calls a record: its name, and what tells it from others of the same name. */
export function wordsOf(kind: string, record: OpenRecord): { title: string; detail: string } {
  if (kind === 'bookmarks') {
    const { title, bmkUri = '' } = record.clear as BookmarkRecord;
    return { title: title || bmkUri || text.unnamed, detail: bmkUri };
  }
  if (kind === 'history') {
    const { title, histUri = '' } = record.clear as HistoryRecord;
    return { title: title || histUri, detail: histUri };
  }
  if (kind === 'passwords') {
    const { hostname = '', username = '' } = record.clear as PasswordRecord;
    return { title: hostname, detail: username };
  }
  const [row] = rowsOf(kind, [record]);
  return { title: row?.title || text.unnamed, detail: row?.detail ?? '' };
}

/**
 * What one write did, and which device it came from where that is known.
 *
 * @param devices - Names by id. A device that has been signed out since is not named.
 */
export function inWords(kind: string, moment: Moment, devices: ReadonlyMap<string, string>): string {
  const { device = '', appeared, changed, wentAway } = moment;
  const parts = [
    appeared.length > 0 && text.appeared(kind, appeared.length),
    changed.length > 0 && text.changed(kind, changed.length),
    wentAway.length > 0 && text.wentAway(kind, wentAway.length),
  ];
  const told = parts.filter((part): part is string => part !== false);
  return text.together(told, devices.get(device));
}
