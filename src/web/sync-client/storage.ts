import { ApiError } from '../../client/api-error.ts';
import { ChangedMeanwhileError } from './errors.ts';
import { hawkHeader } from './hawk-header.ts';
import { type Answer, send } from './send.ts';
import type { StorageToken } from './storage-token.ts';
import type { VersionsState } from './versions.ts';

/** A record as the storage keeps it: sealed. */
export interface Bso {
  id: string;
  payload: string;
  /** Seconds, two decimals. */
  modified: number;
  sortindex?: number;
}

/** A record as it was until it was written over or deleted. */
export interface BsoVersion extends Bso {
  /** When, in seconds. */
  replaced: number;
  /** Id of the device that did it; absent: not known. */
  deviceId?: string;
}

/** A record on its way to the storage. */
export interface OutgoingBso {
  id: string;
  payload: string;
  sortindex?: number;
  /** Seconds; absent: for good. */
  ttl?: number;
}

interface Limits {
  max_post_records: number;
  max_post_bytes: number;
  max_total_records: number;
  max_total_bytes: number;
}

const pageSize = 1000;

/** One user's sync storage (sync15.md §10 to §13), by signed requests. */
export class Storage {
  readonly #renew: () => Promise<StorageToken>;
  #token: StorageToken | undefined;

  /** @param renew - Gets a storage token; asked again when one has run out. */
  constructor(renew: () => Promise<StorageToken>) {
    this.#renew = renew;
  }

  /** Last change of every collection, as text. */
  async stamps(): Promise<Record<string, number>> {
    return (await this.request('GET', '/info/collections')).body as Record<string, number>;
  }

  /** Number of records of every collection that has any. */
  async counts(): Promise<Record<string, number>> {
    return (await this.request('GET', '/info/collection_counts')).body as Record<string, number>;
  }

  /** One record, or undefined when there is none. */
  async record(collection: string, id: string): Promise<Bso | undefined> {
    const path = `/storage/${collection}/${encodeURIComponent(id)}`;
    return this.request('GET', path).then(
      ({ body }) => body as Bso,
      (error) => {
        if (error instanceof ApiError && error.status === 404) return undefined;
        throw error;
      },
    );
  }

  /**
   * Reads a whole collection, page by page, as it was at one moment.
   *
   * @param onPage - Given each page. When the collection changes in the middle, `onRestart` is called and it begins anew.
   * @returns Stamp of the collection as the server writes it, for {@link write}.
   * @throws {ChangedMeanwhileError} When it changes again and again.
   */
  async read(
    collection: string,
    onPage: (page: Bso[]) => Promise<void> | void,
    onRestart: () => void = () => {},
  ): Promise<string> {
    for (let tries = 0; tries < 4; tries++) {
      if (tries > 0) onRestart();
      const stamp = await this.#readOnce(collection, onPage);
      if (stamp !== undefined) return stamp;
    }
    throw new ChangedMeanwhileError();
  }

  async #readOnce(collection: string, onPage: (page: Bso[]) => Promise<void> | void): Promise<string | undefined> {
    let stamp: string | undefined;
    let offset: string | null = null;
    do {
      const query: string = offset === null ? '' : `&offset=${encodeURIComponent(offset)}`;
      const path = `/storage/${collection}?full=1&sort=oldest&limit=${pageSize}${query}`;
      const unchanged: Record<string, string> = stamp === undefined ? {} : { 'X-If-Unmodified-Since': stamp };
      let answer: Answer;
      try {
        answer = await this.request('GET', path, { headers: unchanged });
      } catch (error) {
        if (isPreconditionFailed(error)) return undefined;
        throw error;
      }
      stamp ??= answer.headers.get('X-Last-Modified') ?? '0';
      await onPage(answer.body as Bso[]);
      offset = answer.headers.get('X-Weave-Next-Offset');
    } while (offset !== null);
    return stamp;
  }

  /**
   * Writes records all at once, in a batch of as many requests as the server's limits ask for, unless the collection has changed since.
   *
   * @param since - Stamp of the collection that the decision was made on.
   * @param onSent - Hears how many records the server has so far.
   * @returns New stamp of the collection.
   * @throws {ChangedMeanwhileError} When it has changed; nothing is written then.
   * @throws {ApiError} Whatever else the storage answers, and 413 for more than a batch may have; nothing is written then either.
   */
  async write(
    collection: string,
    records: Iterable<OutgoingBso> | AsyncIterable<OutgoingBso>,
    since: string,
    onSent: (count: number) => void = () => {},
  ): Promise<string> {
    const limits = (await this.request('GET', '/info/configuration')).body as Limits;
    let batch = 'true';
    let sent = 0;
    // A batch that nobody commits is never seen.
    for await (const portion of split(records, limits)) {
      const { body } = await this.#post(`/storage/${collection}?batch=${encodeURIComponent(batch)}`, portion, since);
      const answer = body as { batch: string; failed: Record<string, string> };
      const [failed] = Object.values(answer.failed);
      if (failed !== undefined) throw new ApiError(400, { message: failed });
      batch = answer.batch;
      sent += portion.length;
      onSent(sent);
    }
    const path = `/storage/${collection}?batch=${encodeURIComponent(batch)}&commit=true`;
    return (await this.#post(path, [], since)).headers.get('X-Last-Modified') ?? since;
  }

  /** Asks what is kept of what was written over (sync15.md §22), or begins or ends that. Throws 404 where the server never does. */
  async versionsState(on?: boolean): Promise<VersionsState> {
    const { body } =
      on === undefined
        ? await this.request('GET', '/versions')
        : await this.request('PUT', '/versions', { body: JSON.stringify({ on }) });
    const { since, ...rest } = body as VersionsState;
    return { ...rest, since: since === null ? null : Math.round(since * 1000) };
  }

  /** Reads what records of a collection were before, in the order in which that was replaced. */
  async versions(collection: string, onPage: (page: BsoVersion[]) => Promise<void> | void): Promise<void> {
    let offset: string | null = null;
    do {
      const query: string = offset === null ? '' : `?offset=${encodeURIComponent(offset)}`;
      const { body, headers }: Answer = await this.request('GET', `/versions/${collection}${query}`);
      await onPage(body as BsoVersion[]);
      offset = headers.get('X-Weave-Next-Offset');
    } while (offset !== null);
  }

  async #post(path: string, records: OutgoingBso[], since: string): Promise<Answer> {
    const headers = { 'X-If-Unmodified-Since': since };
    try {
      return await this.request('POST', path, { body: JSON.stringify(records), headers });
    } catch (error) {
      throw isPreconditionFailed(error) ? new ChangedMeanwhileError() : error;
    }
  }

  /**
   * Sends one signed request.
   *
   * @param path - Below the user's storage.
   * @throws {ApiError} For any answer that isn't 2xx.
   */
  async request(
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    if (!this.#token || this.#token.expiresAt <= Date.now()) this.#token = await this.#renew();
    const url = new URL(this.#token.endpoint + path);
    const Authorization = await hawkHeader(this.#token, method, url);
    const type: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' };
    return send(url.href, { method, body, headers: { Authorization, ...type, ...headers } });
  }
}

const isPreconditionFailed = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

/** Makes requests of records. Throws 413 as soon as they are more than one batch may have. */
async function* split(
  records: Iterable<OutgoingBso> | AsyncIterable<OutgoingBso>,
  limits: Limits,
): AsyncGenerator<OutgoingBso[]> {
  let portion: OutgoingBso[] = [];
  let bytes = 0;
  const total = { records: 0, bytes: 0 };
  for await (const record of records) {
    // Payloads are ASCII.
    const size = record.payload.length;
    total.records++;
    total.bytes += size;
    if (total.records > limits.max_total_records || total.bytes > limits.max_total_bytes) {
      throw new ApiError(413, { message: 'too many records at once' });
    }
    if (portion.length >= limits.max_post_records || (portion.length > 0 && bytes + size >= limits.max_post_bytes)) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(record);
    bytes += size;
  }
  yield portion;
}
