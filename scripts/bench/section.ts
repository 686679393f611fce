import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Puts tables into docs/bench.md, or another page, between the two marks of this name.
 *
 * @throws When the page has no such marks.
 */
export function writeSection(name: string, tables: string, page = 'docs/bench.md'): void {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const text = readFileSync(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${page} has lost the marks of its ${name} tables`);
  writeFileSync(page, `${before}${begin}\n\n${tables.trimEnd()}\n\n${end}${after}`);
}
