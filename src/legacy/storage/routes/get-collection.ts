import { LegacyError } from '../../../http/errors/legacy-error.ts';
import { type ListForm, sendList } from '../../../http/send-list.ts';
import type { LegacyRoute } from '../../route.ts';
import { type ListType, listType } from '../parse/accept.ts';
import { callerOf, pathCollection } from '../parse/path.ts';
import { parseSelection, queryOf } from '../parse/selection.ts';
import type { StoredRecord } from '../port.ts';
import { recordJson, setTimestamp } from '../respond.ts';

/** GET storage/C: ids or whole records, also of a collection that isn't there (sync11.md §2.4). */
export const getCollection: LegacyRoute = (ctx) => async (request, response) => {
  const collection = pathCollection(request);
  const { uid } = await callerOf(ctx, request);
  const query = queryOf(request);
  const full = (query.get('full') ?? '') !== '';
  const page = await ctx.storage.legacy.readCollection({ uid, collection, full, ...parseSelection(query) });
  if (!page) throw LegacyError.unavailable(30, 'too many downloads are under way');
  setTimestamp(ctx, response, 0);
  const { total, records, more } = page;
  const form = formOf(listType(request.headers.accept), full ? recordJson : ({ id }) => JSON.stringify(id));
  const headers = { ...form.headers, 'X-Weave-Records': String(total), Vary: 'Accept, Accept-Encoding' };
  await sendList(request, response, { first: records, more }, { ...form, headers, limits: ctx.downloads });
};

type Form = Omit<ListForm<StoredRecord>, 'limits'>;

function formOf(type: ListType, one: (record: StoredRecord) => string): Form {
  const headers = { 'Content-Type': `application/${type}` };
  if (type === 'json') {
    const render = (records: StoredRecord[]) => records.map(one).join(',');
    return { headers, start: '[', separator: ',', end: ']', render };
  }
  const frame = { headers, start: '', separator: '', end: '' };
  if (type === 'newlines') return { ...frame, render: (records) => records.map((each) => `${one(each)}\n`).join('') };
  return { ...frame, render: (records) => Buffer.concat(records.map((each) => withLength(one(each)))) };
}

/** A text with its length in four bytes before it. */
function withLength(text: string): Buffer {
  const bytes = Buffer.from(`0000${text}`);
  bytes.writeUInt32BE(bytes.length - 4, 0);
  return bytes;
}
