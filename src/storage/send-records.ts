import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { requestLog } from '../http/request-context.ts';
import { bsoJson } from './bso-json.ts';
import type { Bso } from './commands.ts';
import { chooseCompression, worthCompressing } from './compress.ts';
import type { DownloadLimits } from './download-limits.ts';
import type { CollectionPage, RecordStream } from './engine.ts';
import type { BodyType } from './parse/post-body.ts';
import { type AnswerHeaders, sendText } from './respond.ts';

// A client that left during the answer, and one that left before it.
const left = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE']);

/** How to write the records of a page. */
export interface RecordsForm {
  type: BodyType;
  /** Whole records instead of ids. */
  full: boolean;
  headers: AnswerHeaders;
  limits: Pick<DownloadLimits, 'stall' | 'total'>;
}

/**
 * Sends the records of a page: in one piece if they are few, else as they come from the database, no faster than the
 * client takes them. What is large is compressed if the client takes that. An answer that the client leaves lying, or takes
 * too slowly, is cut off, since it holds a connection to the database.
 */
export async function sendRecords(
  request: Request,
  response: Response,
  page: CollectionPage,
  { type, full, headers, limits }: RecordsForm,
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
  const tooSlow = new AbortController();
  const giveUp = () => tooSlow.abort();
  const deadline = setTimeout(giveUp, limits.total);
  // The socket's own timer: it runs while nobody reads, and begins anew with whatever was sent.
  response.setTimeout(limits.stall, giveUp);
  const options = { signal: tooSlow.signal };
  try {
    await (compression
      ? pipeline(source, compression.start(), response, options)
      : pipeline(source, response, options));
  } catch (error) {
    if (tooSlow.signal.aborted) requestLog(request).info('cut a download off that its client took too slowly');
    // The client left before the end; whatever else went wrong must be logged.
    else if (!left.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    clearTimeout(deadline);
    // Not left to the generators below: one that was never started would do nothing.
    page.more?.close();
  }
}

const lines = (records: Bso[], one: (bso: Bso) => string) => records.map((bso) => `${one(bso)}\n`).join('');

async function* jsonChunks(first: string, more: RecordStream | null, one: (bso: Bso) => string) {
  yield Buffer.from(`[${first}`);
  for (let records = await more?.take(); records; records = await more?.take()) {
    if (records.length > 0) yield Buffer.from(`,${records.map(one).join(',')}`);
  }
  yield Buffer.from(']');
}

async function* lineChunks(first: string, more: RecordStream | null, one: (bso: Bso) => string) {
  yield Buffer.from(first);
  for (let records = await more?.take(); records; records = await more?.take()) yield Buffer.from(lines(records, one));
}
