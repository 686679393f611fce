import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { type Compression, chooseCompression, worthCompressing } from './compress.ts';
import { requestLog } from './request-context.ts';
import { sendText } from './send-text.ts';

// A client that left during the answer, and one that left before it.
const left = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE']);

/** Entries of a list: the first of them, and those that are still where they come from. */
export interface ListSource<T> {
  first: T[];
  /** `take` gives null at the end; `close` must be called, and may be more than once. */
  more: { take(): Promise<T[] | null>; close(): void } | null;
}

/** How to write a list. */
export interface ListForm<T> {
  headers: Record<string, string>;
  start: string;
  /** Stands between two portions. */
  separator: string;
  end: string;
  /** Writes a portion that has entries. */
  render(entries: T[]): string | Buffer;
  /** How long the client may take nothing, and how long the whole answer may take; ms. */
  limits: { stall: number; total: number };
}

/**
 * Sends a list: in one piece if it is short, else as it comes from the database, no faster than the client takes it. What is
 * large is compressed if the client takes that. An answer that the client leaves lying, or takes too slowly, is cut off, since
 * it holds a connection to the database.
 */
export function sendList<T>(
  request: Request,
  response: Response,
  { first, more }: ListSource<T>,
  form: ListForm<T>,
): Promise<void> | void {
  const { headers, start, end } = form;
  const begin = first.length > 0 ? form.render(first) : '';
  const compression = more || begin.length >= worthCompressing ? chooseCompression(request) : null;
  if (!more && !compression && typeof begin === 'string') {
    return sendText(response, 200, headers, start + begin + end);
  }
  return stream(request, response, { begin, more, compression }, form);
}

async function stream<T>(
  request: Request,
  response: Response,
  {
    begin,
    more,
    compression,
  }: { begin: string | Buffer; compression: Compression | null } & Pick<ListSource<T>, 'more'>,
  form: ListForm<T>,
): Promise<void> {
  const { headers, start, separator, end, limits } = form;
  async function* chunks() {
    yield Buffer.from(start);
    yield Buffer.from(begin as Buffer);
    for (let entries = await more?.take(); entries; entries = await more?.take()) {
      if (entries.length > 0)
        yield Buffer.concat([Buffer.from(separator), Buffer.from(form.render(entries) as Buffer)]);
    }
    yield Buffer.from(end);
  }
  response.writeHead(200, compression ? { ...headers, 'Content-Encoding': compression.encoding } : headers);
  const tooSlow = new AbortController();
  const giveUp = () => tooSlow.abort();
  const deadline = setTimeout(giveUp, limits.total);
  // The socket's own timer: it runs while nobody reads, and begins anew with whatever was sent.
  response.setTimeout(limits.stall, giveUp);
  const options = { signal: tooSlow.signal };
  const source = Readable.from(chunks());
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
    // Not left to the generator: one that was never started would do nothing.
    more?.close();
  }
}
