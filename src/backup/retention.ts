import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How many backups stay: the newest of each of the last days, weeks and months that have one. */
export interface Retention {
  daily: number;
  weekly: number;
  monthly: number;
}

const namePattern = /^foxden-nightly-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.foxden$/;

/**
 * Chooses the nightly backups that may go.
 *
 * @param names - File names in the backups folder; others than nightly ones are left alone.
 * @param keep - How many stay.
 * @returns Names to delete.
 */
export function expiredBackups(names: string[], keep: Retention): string[] {
  const nightly = names
    .filter((name) => namePattern.test(name))
    .sort()
    .reverse();
  const kept = new Set<string>();
  const keepNewestOf = (periodOf: (date: Date) => string, count: number) => {
    const periods = new Set<string>();
    for (const name of nightly) {
      const [, day, h, m, s] = namePattern.exec(name) as unknown as [string, string, string, string, string];
      const period = periodOf(new Date(`${day}T${h}:${m}:${s}Z`));
      if (periods.has(period) || periods.size >= count) continue;
      periods.add(period);
      kept.add(name);
    }
  };
  keepNewestOf((date) => date.toISOString().slice(0, 10), keep.daily);
  keepNewestOf((date) => String(Math.floor((date.getTime() / 86_400_000 + 3) / 7)), keep.weekly);
  keepNewestOf((date) => date.toISOString().slice(0, 7), keep.monthly);
  return nightly.filter((name) => !kept.has(name));
}

/** Deletes the nightly backups that {@link expiredBackups} names; returns them. */
export async function pruneBackups(dir: string, keep: Retention): Promise<string[]> {
  const expired = expiredBackups(await readdir(dir), keep);
  for (const name of expired) await rm(join(dir, name), { force: true });
  return expired;
}
