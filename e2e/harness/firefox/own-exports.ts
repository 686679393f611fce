import type { Firefox } from './launch.ts';

/** Has Firefox write its bookmarks into a file, as its library does. */
export function exportBookmarks(browser: Firefox, file: string): Promise<void> {
  return browser.chrome(async (file) => {
    const { BookmarkHTMLUtils } = ChromeUtils.importESModule('resource://gre/modules/BookmarkHTMLUtils.sys.mjs');
    await BookmarkHTMLUtils.exportToFile(file);
  }, file);
}

/** Has Firefox take a file of bookmarks in place of its own, so that what belongs into its own folders comes there. */
export function importBookmarks(browser: Firefox, file: string): Promise<void> {
  return browser.chrome(async (file) => {
    const { BookmarkHTMLUtils } = ChromeUtils.importESModule('resource://gre/modules/BookmarkHTMLUtils.sys.mjs');
    await BookmarkHTMLUtils.importFromFile(file, { replace: true });
  }, file);
}

/** Has Firefox write its passwords into a file, as about:logins does. */
export function exportLogins(browser: Firefox, file: string): Promise<void> {
  return browser.chrome(async (file) => {
    const { LoginExport } = ChromeUtils.importESModule('resource://gre/modules/LoginExport.sys.mjs');
    await LoginExport.exportAsCSV(file);
  }, file);
}

/** Has Firefox take a file of passwords, as about:logins does. */
export function importLogins(browser: Firefox, file: string): Promise<void> {
  return browser.chrome(async (file) => {
    const { LoginCSVImport } = ChromeUtils.importESModule('resource://gre/modules/LoginCSVImport.sys.mjs');
    await LoginCSVImport.importFromCSV(file);
  }, file);
}

/** All bookmarks below Firefox's own folders, as lines: path, kind, address, title, tags, keyword and second of adding, in order. */
export function allBookmarks(browser: Firefox): Promise<string[]> {
  return browser.chrome(async () => {
    const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
    interface Node {
      title?: string;
      uri?: string;
      tags?: string;
      keyword?: string;
      typeCode: number;
      dateAdded: number;
      children?: Node[];
    }
    const lines: string[] = [];
    const add = (node: Node, path: string) => {
      const { title = '', uri = '', tags = '', keyword = '', typeCode, dateAdded } = node;
      // Files have whole seconds, and none for separators.
      const second = uri === '' ? '' : Math.floor(dateAdded / 1_000_000);
      lines.push([path, typeCode, uri, title, tags.split(',').sort(), keyword, second].join('|'));
      for (const child of node.children ?? []) add(child, `${path}/${title}`);
    };
    for (const root of ['toolbarGuid', 'menuGuid', 'unfiledGuid']) {
      const tree: Node = await PlacesUtils.promiseBookmarksTree(PlacesUtils.bookmarks[root]);
      for (const child of tree.children ?? []) add(child, root);
    }
    return lines;
  });
}

/** Everything that is saved of each password, as lines. */
export function allLogins(browser: Firefox): Promise<string[]> {
  return browser.chrome(async () => {
    const logins = await Services.logins.getAllLogins();
    return logins
      .filter(({ origin }: { origin: string }) => !origin.startsWith('chrome:'))
      .map((login: Record<string, string>) =>
        JSON.stringify(
          ['origin', 'username', 'password', 'httpRealm', 'formActionOrigin', 'timeCreated', 'timePasswordChanged'].map(
            (field) => login[field],
          ),
        ),
      )
      .sort();
  });
}
