import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenRecord } from '../sync-client/records.ts';
import { linesByDay, searchPages, type VisitedPage, visitedPages } from './history-days.ts';

const noon = new Date(2026, 4, 5, 12).getTime();
const day = 86_400_000;
const visited = (id: string, title: string, ...dates: number[]): OpenRecord<'history'> => ({
  id,
  modified: 1,
  clear: { histUri: `https://${id}.example/`, title, visits: dates.map((date) => ({ date: date * 1000, type: 1 })) },
});

describe('visited pages', () => {
  let pages: VisitedPage[];
  beforeAll(async () => {
    pages = await visitedPages([
      visited('old', 'Old den', noon - 3 * day),
      visited('two', 'Two', noon - 4 * day, noon - 1000),
      visited('new', 'New Den', noon),
      { id: 'deleted', modified: 1, clear: { deleted: true } },
      { id: 'broken', modified: 1, clear: null, problem: 'malformed' },
    ]);
  });

  it('come by their last visit, below its day', () => {
    const lines = linesByDay(pages).map((line) => ('page' in line ? line.page.id : [line.day, line.count]));
    const midnight = new Date(2026, 4, 5).getTime();
    expect(lines).toEqual([[midnight, 2], 'new', 'two', [new Date(2026, 4, 2).getTime(), 1], 'old']);
    expect(pages.map(({ visits }) => visits)).toEqual([1, 2, 1]);
  });

  it('are found by every word of a search, in title or address', () => {
    expect(searchPages(pages, ' DEN  new ').map(({ id }) => id)).toEqual(['new']);
    expect(searchPages(pages, 'two.example').map(({ id }) => id)).toEqual(['two']);
    expect(searchPages(pages, ' ')).toBe(pages);
  });
});
