import type { OpenRecord } from '../sync-client/records.ts';

/** Records of a collection that can't be opened, by reason. */
export function unreadable(
  records: readonly OpenRecord[],
): { problem: NonNullable<OpenRecord['problem']>; ids: string[] }[] {
  const byProblem = new Map<NonNullable<OpenRecord['problem']>, string[]>();
  for (const { id, problem } of records) {
    if (problem) byProblem.set(problem, [...(byProblem.get(problem) ?? []), id]);
  }
  return [...byProblem].map(([problem, ids]) => ({ problem, ids }));
}
