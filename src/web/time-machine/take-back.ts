import type { BookmarkRecord, OpenRecord } from '../sync-client/records.ts';
import type { Change } from '../sync-client/sync-client.ts';
import type { WorkerClient } from '../sync-client/worker-client.ts';
import { type Plan, Timeline } from './timeline.ts';

/** What can be taken back, in the order in which it is offered. */
export const kinds = ['bookmarks', 'passwords', 'history', 'addresses', 'creditcards', 'forms'];

/** Roots of the bookmarks, which every Firefox has and none may delete. */
export const fixedIds: ReadonlySet<string> = new Set(['places', 'menu', 'toolbar', 'unfiled', 'mobile']);

// As Firefox writes them itself, in seconds.
const lifeOf: Record<string, number> = { history: 60 * 86_400, forms: 3 * 365 * 86_400 };

/** A collection with everything that was before, and the stamp to write with. */
export interface Past {
  timeline: Timeline;
  stamp: string;
}

/** Keeping was switched off before something was taken back: there would be no way back from that. */
export class NoReturnError extends Error {
  constructor() {
    super('Versions are no longer kept');
    this.name = 'NoReturnError';
  }
}

/** Reads a collection as it is and was. `onProgress` is called with how many records there are so far. */
export async function readPast(
  client: Pick<WorkerClient, 'read' | 'readVersions'>,
  kind: string,
  onProgress: (count: number) => void,
): Promise<Past> {
  const now: OpenRecord[] = [];
  const stamp = await client.read(kind, ({ records, isNew }) => {
    if (isNew) now.length = 0;
    for (const record of records) now.push(record);
    onProgress(now.length);
  });
  const versions: Parameters<Parameters<typeof client.readVersions>[1]>[0] = [];
  await client.readVersions(kind, (some) => {
    for (const version of some) versions.push(version);
    onProgress(now.length + versions.length);
  });
  return { timeline: new Timeline(now, versions), stamp };
}

/**
 * Bookmarks that stay, and have a keyword or tags in common with one of the same address that goes. Firefox keeps both by address,
 * and drops the keyword with any bookmark of that address; when it is told of the others anew, it has it again (seen with ESR 153).
 */
function sharers(living: readonly OpenRecord[], plan: Plan): OpenRecord[] {
  const uriOf = ({ clear }: OpenRecord) => (clear as BookmarkRecord).bmkUri;
  const going = new Set(plan.goes.map(uriOf));
  const handled = new Set([...plan.goes, ...plan.becomes].map(({ id }) => id));
  return living.filter((record) => {
    const { keyword, tags = [] } = record.clear as BookmarkRecord;
    const uri = uriOf(record);
    return (keyword || tags.length > 0) && uri !== undefined && going.has(uri) && !handled.has(record.id);
  });
}

/**
 * Does what a plan says: records of then get new stamps, and what has come since gets tombstones, in one write, so that every
 * Firefox follows as it follows any other browser.
 *
 * @returns When it was written, ms.
 * @throws {ChangedMeanwhileError} When a browser has written meanwhile; {@link NoReturnError}. Nothing is written then.
 */
export async function takeBack(
  client: Pick<WorkerClient, 'write' | 'versionsState'>,
  kind: string,
  plan: Plan,
  { timeline, stamp }: Past,
): Promise<number> {
  if ((await client.versionsState()).since === null) throw new NoReturnError();
  const ttl = lifeOf[kind];
  const life = ttl === undefined ? {} : { ttl };
  const kept = kind === 'bookmarks' ? sharers(timeline.living(), plan) : [];
  const restored = [...plan.comesBack, ...plan.becomes, ...kept].map(
    ({ id, clear, sortindex }): Change => ({
      id,
      clear: clear as object,
      ...(sortindex !== undefined && { sortindex }),
      ...life,
    }),
  );
  const removed = plan.goes.map(({ id }): Change => ({ id, clear: { deleted: true } }));
  const written = await client.write(kind, [...restored, ...removed], stamp);
  return Math.round(Number(written) * 1000);
}
