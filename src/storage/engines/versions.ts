import type { Stamp } from '../stamp.ts';
import type { VersionKey, VersionPage, VersionStorage, VersionsState } from '../versions.ts';
import { purgeChunk } from './purge.ts';
import type { EngineSettings } from './settings.ts';
import { isOverflowing, isWorthKeeping, versionsSql } from './sql/versions.ts';

/** What the engines bring to {@link openVersions}. */
export interface VersionSteps {
  read<Row>(sql: string, parameters: Record<string, number | string | null>): Promise<Row[]>;
  /** Begins to keep versions of a user, who may never have written; one who does already stays as it is. */
  keep: string;
  /** Runs one statement in a transaction. */
  write(sql: string, parameters: Record<string, number | string | null>): Promise<void>;
  /** Removes some versions that were replaced until `cut`; tells how many. */
  remove(uid: number, cut: Stamp): Promise<number>;
}

const pageRows = 1000;
const pageBytes = 2 * 1024 * 1024;
const day = 86_400 * 100;
const always = Number.MAX_SAFE_INTEGER;

/** What an engine does with versions beside keeping them: reading them, switching, and trimming. */
export function openVersions(steps: VersionSteps): VersionStorage {
  return {
    async state(uid) {
      const [row] = await steps.read<VersionsState>(versionsSql.state, { uid });
      return row ?? { since: null, versions: 0, bytes: 0 };
    },
    keep: (uid) => steps.write(steps.keep, { uid }),
    async forget(uid) {
      await steps.write(versionsSql.stop, { uid });
      await removeUntil(steps, uid, always);
    },
    async read(uid, collection, after): Promise<VersionPage> {
      const { replaced, id } = after ?? { replaced: 0, id: '' };
      const place = { uid, collection, replaced, id };
      const keys = await steps.read<VersionKey & { size: number }>(versionsSql.keys, { ...place, most: pageRows + 1 });
      const fitting = keys.slice(0, fittingRows(keys));
      const last = fitting.at(-1);
      if (!last) return { versions: [], next: null };
      const end = { lastReplaced: last.replaced, lastId: last.id };
      const versions = await steps.read<VersionPage['versions'][number]>(versionsSql.read, { ...place, ...end });
      return { versions, next: fitting.length < keys.length ? { replaced: last.replaced, id: last.id } : null };
    },
  };
}

function fittingRows(keys: { size: number }[]): number {
  let bytes = 0;
  let rows = 0;
  for (const { size } of keys.slice(0, pageRows)) {
    bytes += size;
    if (rows > 0 && bytes > pageBytes) break;
    rows++;
  }
  return rows;
}

/**
 * Removes the versions of a user that are too old or too many.
 *
 * @param limits - Null: the owner has switched the whole thing off.
 */
export async function trimVersions(
  steps: VersionSteps,
  uid: number,
  limits: EngineSettings['versions'],
  now: Stamp,
): Promise<void> {
  if (!limits) {
    await steps.write(versionsSql.stop, { uid });
    return removeUntil(steps, uid, always);
  }
  const { days, bytes } = limits;
  const [row] = await steps.read<{ bytes: number }>(versionsSql.total, { uid });
  if (isOverflowing(Number(row?.bytes ?? 0), bytes)) {
    await steps.write(versionsSql.beginAnew, { uid });
    const [state] = await steps.read<VersionsState>(versionsSql.state, { uid });
    return removeUntil(steps, uid, state?.since ?? always);
  }
  const [surplus] = await steps.read<{ cut: Stamp | null }>(versionsSql.surplus, { uid, bytes });
  const cut = Math.max(now - days * day, surplus?.cut ?? 0);
  // First of all, so that nobody believes in what is about to go.
  await steps.write(versionsSql.raiseSince, { uid, cut });
  await removeUntil(steps, uid, cut);
}

async function removeUntil(steps: VersionSteps, uid: number, cut: Stamp): Promise<void> {
  while ((await steps.remove(uid, cut)) >= purgeChunk);
}

/**
 * Whether a write has to keep what it replaces.
 *
 * @param collection - Undefined: all of them are written.
 * @returns Parameters for the statement that does, or null.
 */
export function mustKeep(
  settings: EngineSettings,
  { keptSince }: { keptSince: Stamp | null },
  collection?: string,
): { mostKept: number } | null {
  if (!settings.versions || keptSince === null) return null;
  return collection === undefined || isWorthKeeping(collection) ? { mostKept: settings.versions.bytes } : null;
}
