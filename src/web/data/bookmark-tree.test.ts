import { describe, expect, it } from 'vitest';
import type { BookmarkRecord, OpenRecord } from '../sync-client/records.ts';
import { type BookmarkNode, buildTree } from './bookmark-tree.ts';
import { toNetscapeHtml } from './export/netscape-html.ts';

const record = (id: string, clear: BookmarkRecord): OpenRecord<'bookmarks'> => ({ id, modified: 1, clear });
const folder = (id: string, parentid: string, children: string[]) =>
  record(id, { type: 'folder', title: id, parentid, children });
const bookmark = (id: string, parentid: string, more: BookmarkRecord = {}) =>
  record(id, { type: 'bookmark', title: id, bmkUri: `https://${id}.example/`, parentid, ...more });
const ids = (nodes: BookmarkNode[]) => nodes.map(({ id }) => id);

describe('the bookmarks tree', () => {
  it('has the order of its folders, and Firefox’s own folders first', () => {
    const tree = buildTree([
      bookmark('b', 'toolbar'),
      folder('menu', 'places', []),
      bookmark('a', 'toolbar'),
      folder('toolbar', 'places', ['a', 'f', 'b']),
      folder('f', 'toolbar', ['c']),
      bookmark('c', 'f'),
    ]);
    expect(ids(tree.roots)).toEqual(['toolbar', 'menu']);
    expect(ids(tree.roots[0]!.children)).toEqual(['a', 'f', 'b']);
    expect(ids(tree.roots[0]!.children[1]!.children)).toEqual(['c']);
    expect(tree).toMatchObject({ orphans: [], unlisted: [], missing: [], duplicates: [], count: 4 });
  });

  it('tells what is wrong, and ends where folders go round in a circle', () => {
    const tree = buildTree([
      folder('toolbar', 'places', ['a', 'gone', 'again']),
      bookmark('a', 'toolbar'),
      bookmark('again', 'toolbar', { title: 'a', bmkUri: 'https://a.example/' }),
      bookmark('late', 'toolbar'),
      bookmark('lost', 'nowhere'),
      folder('x', 'y', ['y']),
      folder('y', 'x', ['x']),
      { id: 'deleted', modified: 1, clear: { deleted: true } },
      { id: 'sealed', modified: 1, clear: null, problem: 'other keys' },
    ]);
    expect(ids(tree.roots[0]!.children)).toEqual(['a', 'again', 'late']);
    expect(ids(tree.unlisted)).toEqual(['late']);
    expect(tree.missing.map(({ ids }) => ids)).toEqual([['gone']]);
    expect(ids(tree.duplicates)).toEqual(['again']);
    expect(ids(tree.orphans)).toEqual(['lost', 'x', 'y']);
  });

  it('goes into HTML without that a title can break out of it', () => {
    const tree = buildTree([
      folder('toolbar', 'places', ['a', 's']),
      bookmark('a', 'toolbar', {
        title: '</A><script>',
        tags: ['x', 'y'],
        keyword: '"k"',
        dateAdded: 1_700_000_000_999,
      }),
      record('s', { type: 'separator', parentid: 'toolbar' }),
    ]);
    const html = toNetscapeHtml(tree, { toolbar: 'Toolbar' });
    expect(html).not.toContain('<script>');
    expect(html).toContain(
      '<DT><A HREF="https://a.example/" ADD_DATE="1700000000" SHORTCUTURL="&quot;k&quot;" TAGS="x,y">&lt;/A&gt;&lt;script&gt;</A>',
    );
    expect(html).toContain('PERSONAL_TOOLBAR_FOLDER="true">Toolbar</H3>');
    expect(html).toContain('<HR>');
  });
});
