import { useMemo, useState } from 'preact/hooks';
import type { OpenRecord } from '../../sync-client/records.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type BookmarkNode, buildTree, isFolder, walk } from '../bookmark-tree.ts';
import type { ReadCollection } from '../collections.ts';
import { text } from '../text.ts';
import { BookmarkProblems } from './bookmark-problems.tsx';
import { PageLink } from './page-link.tsx';
import { SearchBox } from './search-box.tsx';

interface Line {
  node: BookmarkNode;
  depth: number;
}

/** Bookmarks as the tree that they are; folders open and close. */
export function BookmarksView({ read }: { read: ReadCollection }) {
  const tree = useMemo(() => buildTree(read.records as OpenRecord<'bookmarks'>[]), [read]);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set(['toolbar', 'menu']));
  const [search, setSearch] = useState('');
  const lines = useMemo(
    () => (search.trim() === '' ? openLines(tree.roots, open) : foundLines(tree.roots, search)),
    [tree, open, search],
  );

  function toggle(id: string) {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  }

  return (
    <>
      <SearchBox label={text.search} value={search} onValue={setSearch} />
      <VirtualList label={text.names.bookmarks!} items={lines} rowHeight={40} keyOf={({ node }) => node.id}>
        {({ node, depth }) => (
          <div class="tree-line" style={{ paddingInlineStart: `${Math.min(depth, 12) * 1.2}rem` }}>
            <BookmarkLine node={node} isOpen={open.has(node.id)} onToggle={() => toggle(node.id)} />
          </div>
        )}
      </VirtualList>
      <BookmarkProblems tree={tree} />
    </>
  );
}

function BookmarkLine({ node, isOpen, onToggle }: { node: BookmarkNode; isOpen: boolean; onToggle(): void }) {
  const { record } = node;
  if (record.type === 'separator') return <span class="hint">{text.separator}</span>;
  if (isFolder(record)) {
    return (
      <button type="button" class="link-button" aria-expanded={isOpen} onClick={onToggle}>
        {isOpen ? '▾' : '▸'} {nameOf(node)} <span class="hint inline">{text.folderSize(node.children.length)}</span>
      </button>
    );
  }
  const { tags, keyword } = record;
  return (
    <>
      <PageLink url={record.bmkUri ?? ''} title={nameOf(node)} />
      {tags && tags.length > 0 && <span class="hint inline">{text.tags(tags)}</span>}
      {keyword && <span class="hint inline">{text.keyword(keyword)}</span>}
    </>
  );
}

/** What an item is called; Firefox's own folders have names in every language. */
export const nameOf = ({ id, record }: BookmarkNode): string =>
  text.roots[id] ?? (record.title || record.bmkUri || text.unnamed);

function openLines(roots: BookmarkNode[], open: ReadonlySet<string>): Line[] {
  const lines: Line[] = [];
  const add = (node: BookmarkNode, depth: number) => {
    lines.push({ node, depth });
    if (open.has(node.id)) for (const child of node.children) add(child, depth + 1);
  };
  for (const root of roots) add(root, 0);
  return lines;
}

function foundLines(roots: BookmarkNode[], search: string): Line[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const lines: Line[] = [];
  for (const root of roots) {
    walk(root, (node) => {
      const { title = '', bmkUri = '', tags = [] } = node.record;
      const haystack = `${title}\n${bmkUri}\n${tags.join()}`.toLowerCase();
      if (words.every((word) => haystack.includes(word))) lines.push({ node, depth: 0 });
    });
  }
  return lines;
}
