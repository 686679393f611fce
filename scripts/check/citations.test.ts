import { describe, expect, it } from 'vitest';
import { brokenCitations, places } from './citations.ts';

const known = new Map([
  ['sync15.md', places('## 9. Records\n### 10.2 collection\n 1. one\n2. two\n## Appendix B. Model')],
]);
const reasons = (text: string) => brokenCitations('a.ts', text, known).map(({ line, reason }) => [line, reason]);

describe('a citation', () => {
  it.each(['sync15.md §9', '(sync15.md §9, §10.2.2)', 'sync15.md,\n * §10.2', 'RFC 9110 §99', 'sync15.md §B'])(
    'that leads somewhere is fine: %s',
    (text) => expect(reasons(text)).toEqual([]),
  );
  it.each([
    ['§9', 'names no document'],
    ['x.md §9', 'there is no document x.md'],
    ['sync15.md §10.3', 'sync15.md has no §10.3'],
    ['sync15.md §9, §10.2.3', 'sync15.md has no §10.2.3'],
  ])('that leads nowhere is told: %s', (text, reason) => expect(reasons(`\n${text}`)).toEqual([[2, reason]]));
});
