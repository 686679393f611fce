import { rowsOf } from '../data/rows.ts';
import type { BookmarkRecord, HistoryRecord, OpenRecord, PasswordRecord } from '../sync-client/records.ts';
import { text } from './text.ts';

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
