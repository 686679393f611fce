import type { BookmarkNode, BookmarkTree } from '../bookmark-tree.ts';
import { text } from '../text.ts';
import { nameOf } from './bookmarks-view.tsx';

const shown = 20;

/** What is wrong with the tree, if anything. */
export function BookmarkProblems({ tree }: { tree: BookmarkTree }) {
  const { orphans, unlisted, missing, duplicates } = tree;
  const absent = missing.reduce((sum, { ids }) => sum + ids.length, 0);
  if (orphans.length + unlisted.length + absent + duplicates.length === 0) return null;
  return (
    <section>
      <h3>{text.problemsTitle}</h3>
      <p class="hint">{text.problemsLead}</p>
      <ProblemList words={text.orphans} names={orphans.map(nameOf)} />
      <ProblemList words={text.unlisted} names={unlisted.map(nameOf)} />
      <ProblemList words={text.missing} names={missing.map(({ folder }) => nameOf(folder))} count={absent} />
      <ProblemList words={text.duplicates} names={duplicates.map(describe)} />
    </section>
  );
}

const describe = (node: BookmarkNode) => `${nameOf(node)} (${node.record.bmkUri})`;

function ProblemList(props: { words(count: number): string; names: string[]; count?: number }) {
  const { words, names, count = names.length } = props;
  if (count === 0) return null;
  return (
    <details>
      <summary>{words(count)}</summary>
      <ul>
        {names.slice(0, shown).map((name, i) => (
          <li key={`${i}${name}`}>{name}</li>
        ))}
        {names.length > shown && <li>{text.andMore(names.length - shown)}</li>}
      </ul>
    </details>
  );
}
