import { type BookmarkRecord, livingOnes, type OpenRecord } from '../sync-client/records.ts';

/** An item with those below it, in order. */
export interface BookmarkNode {
  id: string;
  /** Last change of the record, ms. */
  modified: number;
  record: BookmarkRecord;
  children: BookmarkNode[];
}

/** All bookmarks of an account, and what is wrong with their order. */
export interface BookmarkTree {
  /** Firefox's own folders that are there, in its order. */
  roots: BookmarkNode[];
  /** Items whose folder doesn't exist, or that go round in a circle. */
  orphans: BookmarkNode[];
  /** Items that say where they belong, but their folder doesn't list them; they are shown at its end. */
  unlisted: BookmarkNode[];
  /** What folders list and nobody has: ids, by folder. */
  missing: { folder: BookmarkNode; ids: string[] }[];
  /** Bookmarks with the same address and title in the same folder: all but the first. */
  duplicates: BookmarkNode[];
  /** Bookmarks and folders, without Firefox's own folders. */
  count: number;
}

/** Firefox's own folders as Sync names them; `places` is above them and has no record of its own in some browsers. */
export const rootIds = ['toolbar', 'menu', 'unfiled', 'mobile'];

/** True for items that hold others. */
export const isFolder = ({ type }: BookmarkRecord): boolean => type === 'folder' || type === 'livemark';

/** Puts the records of the bookmarks collection together. */
export function buildTree(records: readonly OpenRecord<'bookmarks'>[]): BookmarkTree {
  const nodes = new Map<string, BookmarkNode>();
  for (const { id, modified, clear } of livingOnes<'bookmarks'>(records)) {
    nodes.set(id, { id, modified, record: clear, children: [] });
  }
  const placed = new Set<string>();
  const missing: BookmarkTree['missing'] = [];
  for (const node of nodes.values()) {
    const absent: string[] = [];
    for (const id of node.record.children ?? []) {
      const child = nodes.get(id);
      if (!child) absent.push(id);
      else if (!placed.has(id) && id !== node.id && claims(child, node)) {
        placed.add(id);
        node.children.push(child);
      }
    }
    if (absent.length > 0 && node.id !== 'places') missing.push({ folder: node, ids: absent });
  }
  const unlisted: BookmarkNode[] = [];
  for (const node of nodes.values()) {
    if (placed.has(node.id) || isRoot(node.id)) continue;
    const parent = nodes.get(node.record.parentid ?? '');
    if (!parent || parent === node || !isFolder(parent.record)) continue;
    placed.add(node.id);
    parent.children.push(node);
    unlisted.push(node);
  }
  const roots = rootIds.flatMap((id) => nodes.get(id) ?? []);
  const reached = new Set<string>(['places']);
  for (const root of roots) walk(root, (node) => reached.add(node.id));
  const orphans: BookmarkNode[] = [];
  for (const node of nodes.values()) {
    if (reached.has(node.id)) continue;
    const parent = nodes.get(node.record.parentid ?? '');
    // Of a lost branch only its top is told; what goes round in a circle has none.
    if (parent && !reached.has(parent.id) && parent.children.includes(node) && !isAncestor(node, parent)) continue;
    orphans.push(node);
  }
  return {
    roots,
    orphans,
    unlisted,
    missing,
    duplicates: findDuplicates(nodes),
    count: nodes.size - countRoots(nodes),
  };
}

// Several folders may list an item after a broken sync; the one that the item itself names has it.
const claims = ({ record }: BookmarkNode, folder: BookmarkNode): boolean =>
  record.parentid === undefined || record.parentid === folder.id;

const isRoot = (id: string) => id === 'places' || rootIds.includes(id);

const countRoots = (nodes: Map<string, BookmarkNode>) => ['places', ...rootIds].filter((id) => nodes.has(id)).length;

function isAncestor(node: BookmarkNode, of: BookmarkNode): boolean {
  let found = false;
  walk(node, (each) => {
    found ||= each === of;
  });
  return found;
}

/** Visits a node and everything below it, each once, in order. */
export function walk(node: BookmarkNode, visit: (node: BookmarkNode, depth: number) => void): void {
  const seen = new Set<BookmarkNode>();
  const stack: [BookmarkNode, number][] = [[node, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [each, depth] = next;
    if (seen.has(each)) continue;
    seen.add(each);
    visit(each, depth);
    for (let i = each.children.length - 1; i >= 0; i--) stack.push([each.children[i]!, depth + 1]);
  }
}

function findDuplicates(nodes: Map<string, BookmarkNode>): BookmarkNode[] {
  const seen = new Set<string>();
  const duplicates: BookmarkNode[] = [];
  for (const parent of nodes.values()) {
    seen.clear();
    for (const child of parent.children) {
      const { bmkUri, title = '' } = child.record;
      if (!bmkUri) continue;
      const key = `${bmkUri}\n${title}`;
      if (seen.has(key)) duplicates.push(child);
      seen.add(key);
    }
  }
  return duplicates;
}
