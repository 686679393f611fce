import { type BookmarkNode, type BookmarkTree, isFolder } from '../bookmark-tree.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!);
const seconds = (ms: number | undefined) => (ms ? Math.floor(ms / 1000) : undefined);

// The last one is Foxden's own; other programs take it for a folder like any other.
const ownFolders: Record<string, string> = {
  toolbar: 'PERSONAL_TOOLBAR_FOLDER',
  unfiled: 'UNFILED_BOOKMARKS_FOLDER',
  mobile: 'MOBILE_BOOKMARKS_FOLDER',
};

/**
 * Writes bookmarks in the format that every browser imports: Netscape's, with the attributes that Firefox adds.
 *
 * @param titles - Names of Firefox's own folders, by id.
 */
export function toNetscapeHtml({ roots }: Pick<BookmarkTree, 'roots'>, titles: Record<string, string>): string {
  const lines = [
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>',
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
    '<TITLE>Bookmarks</TITLE>',
    '<H1>Bookmarks</H1>',
    '',
    '<DL><p>',
  ];
  const write = (node: BookmarkNode, depth: number) => {
    const indent = '    '.repeat(depth);
    const { record } = node;
    const added = attribute('ADD_DATE', seconds(record.dateAdded));
    if (record.type === 'separator') {
      lines.push(`${indent}<HR>`);
    } else if (isFolder(record)) {
      const own = ownFolders[node.id];
      const root = own === undefined ? '' : ` ${own}="true"`;
      lines.push(`${indent}<DT><H3${added}${root}>${escapeHtml(titles[node.id] ?? record.title ?? '')}</H3>`);
      lines.push(`${indent}<DL><p>`);
      for (const child of node.children) write(child, depth + 1);
      lines.push(`${indent}</DL><p>`);
    } else if (record.bmkUri) {
      const keyword = attribute('SHORTCUTURL', record.keyword ?? undefined);
      const tags = attribute('TAGS', record.tags?.length ? record.tags.join(',') : undefined);
      const address = attribute('HREF', record.bmkUri);
      lines.push(`${indent}<DT><A${address}${added}${keyword}${tags}>${escapeHtml(record.title ?? '')}</A>`);
    }
  };
  // As in Firefox's own files, what is in the menu lies at the top, and the other folders behind it.
  const menu = roots.find(({ id }) => id === 'menu');
  for (const child of menu?.children ?? []) write(child, 1);
  for (const root of roots) if (root !== menu && root.children.length > 0) write(root, 1);
  lines.push('</DL>', '');
  return lines.join('\n');
}

const attribute = (name: string, value: string | number | undefined) =>
  value === undefined ? '' : ` ${name}="${escapeHtml(String(value))}"`;
