import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { bsoJson } from './bso-json.ts';
import type { Bso } from './commands.ts';
import { chooseCompression, worthCompressing } from './compress.ts';
import type { CollectionPage } from './engine.ts';
import type { BodyType } from './parse/post-body.ts';
import { type AnswerHeaders, sendText } from './respond.ts';

/** How to write the records of a page. */
export interface RecordsForm {
  type: BodyType;
  /** Whole records instead of ids. */
  full: boolean;
  headers: AnswerHeaders;
}

/**
 * Sends the records of a page: in one piece if they are few, else as they come from the database, no faster than the
 * client takes them. What is large is compressed if the client takes that.
 */
export async function sendRecords(
  request: Request,
  response: Response,
  page: CollectionPage,
  { type, full, headers }: RecordsForm,
): Promise<void> {
  const one = full ? bsoJson : ({ id }: Bso) => JSON.stringify(id);
  const contentType = type === 'json' ? 'application/json' : 'application/newlines';
  const all = { 'Content-Type': contentType, Vary: 'Accept, Accept-Encoding', ...headers };
  const first = type === 'json' ? page.records.map(one).join(',') : lines(page.records, one);
  const compression = page.more || first.length >= worthCompressing ? chooseCompression(request) : null;
  if (!page.more && !compression) {
    return sendText(response, 200, all, type === 'json' ? `[${first}]` : first);
  }
  const source = Readable.from(type === 'json' ? jsonChunks(first, page.more, one) : lineChunks(first, page.more, one));
  response.writeHead(200, compression ? { ...all, 'Content-Encoding': compression.encoding } : all);
  try {
    await (compression ? pipeline(source, compression.start(), response) : pipeline(source, response));
  } catch (error) {
    // The client left before the end; whatever else went wrong must be logged.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  } finally {
    await page.more?.return(undefined);
  }
}

const lines = (records: Bso[], one: (bso: Bso) => string) => records.map((bso) => `${one(bso)}\n`).join('');

async function* jsonChunks(first: string, more: CollectionPage['more'], one: (bso: Bso) => string) {
  yield Buffer.from(`[${first}`);
  for await (const records of more ?? []) {
    if (records.length > 0) yield Buffer.from(`,${records.map(one).join(',')}`);
  }
  yield Buffer.from(']');
}

async function* lineChunks(first: string, more: CollectionPage['more'], one: (bso: Bso) => string) {
  yield Buffer.from(first);
  for await (const records of more ?? []) yield Buffer.from(lines(records, one));
}
