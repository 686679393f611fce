import type { Request, Response } from 'express';
import { sendList } from '../http/send-list.ts';
import { bsoJson } from './bso-json.ts';
import type { Bso } from './commands.ts';
import type { DownloadLimits } from './download-limits.ts';
import type { CollectionPage } from './engine.ts';
import type { BodyType } from './parse/post-body.ts';
import type { AnswerHeaders } from './respond.ts';

/** How to write the records of a page. */
export interface RecordsForm {
  type: BodyType;
  /** Whole records instead of ids. */
  full: boolean;
  headers: AnswerHeaders;
  limits: Pick<DownloadLimits, 'stall' | 'total'>;
}

const frames = {
  json: { contentType: 'application/json', start: '[', separator: ',', end: ']' },
  newlines: { contentType: 'application/newlines', start: '', separator: '', end: '' },
};

/** Sends the records of a page, as {@link sendList} does. */
export function sendRecords(
  request: Request,
  response: Response,
  page: CollectionPage,
  { type, full, headers, limits }: RecordsForm,
): Promise<void> | void {
  const one = full ? bsoJson : ({ id }: Bso) => JSON.stringify(id);
  const { contentType, ...frame } = frames[type];
  const { records, more } = page;
  const json = (entries: Bso[]) => entries.map(one).join(',');
  const first = () => {
    page.written ??= json(records);
    return page.written;
  };
  return sendList<Bso>(
    request,
    response,
    { first: records, more },
    {
      headers: { 'Content-Type': contentType, Vary: 'Accept, Accept-Encoding', ...headers },
      ...frame,
      render: (entries) => {
        if (type !== 'json') return entries.map((bso) => `${one(bso)}\n`).join('');
        return entries === records && !more ? first() : json(entries);
      },
      limits,
    },
  );
}
