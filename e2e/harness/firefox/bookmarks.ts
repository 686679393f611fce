import type { Privileged } from './launch.ts';

/** A bookmark or folder as Places shows it: the path of folder titles, then its own title. */
export interface BookmarkEntry {
  path: string;
  url: string | null;
}

/** Adds a bookmark under a folder (path of titles below the toolbar, made when missing) and returns its guid. */
export function addBookmark(browser: Privileged, title: string, url: string, folder: string[] = []): Promise<string> {
  return browser.chrome(
    async ({ title, url, folder }) => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      const { bookmarks } = PlacesUtils;
      let parentGuid = bookmarks.toolbarGuid;
      for (const name of folder) {
        const tree = await PlacesUtils.promiseBookmarksTree(parentGuid);
        const found = (tree.children ?? []).find(
          (child: { title: string; uri?: string }) => child.title === name && !child.uri,
        );
        parentGuid =
          found?.guid ?? (await bookmarks.insert({ parentGuid, title: name, type: bookmarks.TYPE_FOLDER })).guid;
      }
      return (await bookmarks.insert({ parentGuid, title, url })).guid;
    },
    { title, url, folder },
  );
}

/** Adds many bookmarks in one folder at once. */
export function addManyBookmarks(browser: Privileged, folder: string, count: number): Promise<void> {
  return browser.chrome(
    async ({ folder, count }) => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      const { bookmarks } = PlacesUtils;
      await bookmarks.insertTree({
        guid: bookmarks.toolbarGuid,
        children: [
          {
            title: folder,
            type: bookmarks.TYPE_FOLDER,
            children: Array.from({ length: count }, (_, i) => ({
              title: `Bookmark ${i}`,
              url: `https://example.org/${folder}/${i}`,
            })),
          },
        ],
      });
    },
    { folder, count },
  );
}

/** Renames a bookmark, or moves it into another folder of the toolbar (made when missing). */
export function updateBookmark(
  browser: Privileged,
  guid: string,
  change: { title?: string; moveTo?: string },
): Promise<void> {
  return browser.chrome(
    async ({ guid, change }) => {
      const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
      const { bookmarks } = PlacesUtils;
      if (change.title !== undefined) await bookmarks.update({ guid, title: change.title });
      if (change.moveTo !== undefined) {
        const tree = await PlacesUtils.promiseBookmarksTree(bookmarks.toolbarGuid);
        const found = (tree.children ?? []).find((child: { title: string }) => child.title === change.moveTo);
        const folder =
          found ??
          (await bookmarks.insert({
            parentGuid: bookmarks.toolbarGuid,
            title: change.moveTo,
            type: bookmarks.TYPE_FOLDER,
          }));
        await bookmarks.update({ guid, parentGuid: folder.guid, index: bookmarks.DEFAULT_INDEX });
      }
    },
    { guid, change },
  );
}

/** Deletes a bookmark. */
export function removeBookmark(browser: Privileged, guid: string): Promise<void> {
  return browser.chrome(async (guid) => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    await PlacesUtils.bookmarks.remove(guid);
  }, guid);
}

/** Everything below the toolbar, sorted by path. */
export function listBookmarks(browser: Privileged): Promise<BookmarkEntry[]> {
  return browser.chrome(async () => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    interface Node {
      title: string;
      uri?: string;
      children?: Node[];
    }
    const entries: { path: string; url: string | null }[] = [];
    const walk = (node: Node, path: string) => {
      for (const child of node.children ?? []) {
        const own = `${path}/${child.title}`;
        entries.push({ path: own, url: child.uri ?? null });
        walk(child, own);
      }
    };
    walk(await PlacesUtils.promiseBookmarksTree(PlacesUtils.bookmarks.toolbarGuid), '');
    return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  });
}
