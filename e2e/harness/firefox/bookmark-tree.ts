import type { Privileged } from './launch.ts';

/** Bookmarks below the toolbar, or below a folder of some name, as they are: with order, tags and keywords. */
export function bookmarkTree(browser: Privileged, folder?: string): Promise<unknown> {
  return browser.chrome(async (folder) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    interface Node {
      title?: string;
      uri?: string;
      tags?: string;
      keyword?: string;
      typeCode: number;
      children?: Node[];
    }
    const plain = ({ title, uri, tags, keyword, typeCode, children }: Node): unknown =>
      JSON.parse(JSON.stringify({ title, uri, tags, keyword, typeCode, children: children?.map(plain) }));
    const find = (node: Node): Node | undefined =>
      node.title === folder ? node : (node.children ?? []).map(find).find(Boolean);
    const root = await PlacesUtils.promiseBookmarksTree(folder ? '' : PlacesUtils.bookmarks.toolbarGuid);
    return plain(folder ? find(root)! : root);
  }, folder ?? null);
}
