import { readFileSync } from 'node:fs';

/** A citation that leads nowhere. */
export interface BrokenCitation {
  file: string;
  line: number;
  citation: string;
  reason: string;
}

/** The documents that comments may cite, by the name they are cited with. */
export const documents = {
  'accounts.md': 'docs/protocol/accounts.md',
  'sync15.md': 'docs/protocol/sync15.md',
  'sync11.md': 'docs/protocol/sync11.md',
  'client-traps.md': 'docs/protocol/client-traps.md',
  'architecture.md': 'docs/architecture.md',
} as const;

// A citation and those that follow it in the same breath: `accounts.md §3.7, §10.2.14`. In comments it may begin at the
// end of one line and go on in the next. RFCs have sections too, which are nobody's to check.
const chain =
  /(?:\b([\w-]+\.md),?|\b(?:RFC \d+|Connect Core),?)?[\s*/]*§§?[\s]*((?:[A-D]|\d+)(?:\.\d+)*)((?:(?:,| and|;| to|–)\s*(?:\*\s*)?§?\s*(?:\d+)(?:\.\d+)*)*)/g;

/**
 * Lists the places of a document that can be cited: its numbered headings, and below each the points of its numbered list,
 * `10.2.16` for the sixteenth of 10.2; appendixes by their letter.
 *
 * @param markdown - Text of the document.
 */
export function places(markdown: string): Set<string> {
  const found = new Set<string>();
  let heading = '';
  for (const line of markdown.split('\n')) {
    const title = /^#{2,6}\s+(?:Appendix\s+)?([A-D]|\d+(?:\.\d+)*)[.\s]/.exec(line);
    if (title) {
      heading = title[1]!;
      found.add(heading);
    }
    const point = /^\s{0,3}(\d+)\.\s/.exec(line);
    if (point && heading) found.add(`${heading}.${point[1]}`);
  }
  return found;
}

/**
 * Finds citations in a file whose document is not named, not known, or has no such place.
 *
 * @param file - Its name, for the report.
 * @param text - What it says.
 * @param known - Places of each document, by the name it is cited with.
 */
export function brokenCitations(file: string, text: string, known: Map<string, Set<string>>): BrokenCitation[] {
  const broken: BrokenCitation[] = [];
  for (const match of text.matchAll(chain)) {
    const [citation, document, first, rest] = match;
    if (/RFC \d+|Connect Core/.test(citation!)) continue;
    const line = text.slice(0, match.index + citation!.indexOf('§')).split('\n').length;
    const report = (reason: string) => broken.push({ file, line, citation: citation!.trim(), reason });
    if (document === undefined) report('names no document');
    else if (!known.has(document)) report(`there is no document ${document}`);
    else {
      const numbers = [first!, ...(rest ?? '').matchAll(/[\d.]*\d/g).map(([number]) => number)];
      for (const number of numbers) {
        if (!known.get(document)!.has(number)) report(`${document} has no §${number}`);
      }
    }
  }
  return broken;
}

/** Reads the places of all documents below a folder. */
export function readPlaces(root: string): Map<string, Set<string>> {
  return new Map(
    Object.entries(documents).map(([name, path]) => [name, places(readFileSync(`${root}${path}`, 'utf8'))]),
  );
}
