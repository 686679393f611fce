import { livingOnes, type OpenRecord } from '../sync-client/records.ts';
import { breathe } from './breathe.ts';

/** A page that was visited. */
export interface VisitedPage {
  id: string;
  url: string;
  title: string;
  /** Last visit, ms. */
  lastVisit: number;
  visits: number;
  /** What a search looks through. */
  haystack: string;
}

/** A line of the list: a day, or a page on it. */
export type HistoryLine = { day: number; count: number } | { page: VisitedPage };

const portion = 2000;

/** The pages of the history collection, the last visited first; made in portions, so that the page doesn't stand still. */
export async function visitedPages(records: readonly OpenRecord<'history'>[]): Promise<VisitedPage[]> {
  const pages: VisitedPage[] = [];
  for (let start = 0; start < records.length; start += portion) {
    for (const { id, modified, clear } of livingOnes<'history'>(records.slice(start, start + portion))) {
      const { histUri: url = '', title = '', visits = [] } = clear;
      const lastVisit = visits.reduce((latest, { date }) => Math.max(latest, date / 1000), 0) || modified;
      pages.push({ id, url, title, lastVisit, visits: visits.length, haystack: `${title}\n${url}`.toLowerCase() });
    }
    await breathe();
  }
  return pages.sort((a, b) => b.lastVisit - a.lastVisit);
}

/** Those that have all words of a search in title or address. */
export function searchPages(pages: readonly VisitedPage[], search: string): readonly VisitedPage[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? pages : pages.filter(({ haystack }) => words.every((word) => haystack.includes(word)));
}

/** Puts a line before the pages of each day, by the reader's own clock. */
export function linesByDay(pages: readonly VisitedPage[]): HistoryLine[] {
  const lines: HistoryLine[] = [];
  let current: { day: number; count: number } | undefined;
  for (const page of pages) {
    // The pages are in order, so most are on the same day as the one before.
    if (!current || page.lastVisit < current.day) {
      current = { day: new Date(page.lastVisit).setHours(0, 0, 0, 0), count: 0 };
      lines.push(current);
    }
    current.count++;
    lines.push({ page });
  }
  return lines;
}
