import { describe, expect, it } from 'vitest';
import { type BookmarkNode, buildTree } from '../data/bookmark-tree.ts';
import { toNetscapeHtml } from '../data/export/netscape-html.ts';
import { toPasswordsCsv } from '../data/export/passwords-csv.ts';
import { type BookmarkRecord, livingOnes, type OpenRecord, type PasswordRecord } from '../sync-client/records.ts';
import { readNetscapeHtml } from './netscape-html.ts';
import { readPasswordsCsv } from './passwords-csv.ts';
import { type ImportPlan, planBookmarks } from './plan-bookmarks.ts';
import { planPasswords } from './plan-passwords.ts';

const now = Date.UTC(2026, 5, 1);
const record = (id: string, clear: BookmarkRecord): OpenRecord<'bookmarks'> => ({ id, modified: 1, clear });
const netscape = (body: string) =>
  `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>x</TITLE><H1>x</H1>\n<DL><p>${body}</DL>`;

/** What is stored after a plan was carried out. */
function apply<Kind extends 'bookmarks' | 'passwords'>(stored: OpenRecord<Kind>[], { changes }: ImportPlan) {
  const all = new Map(stored.map((each) => [each.id, each]));
  for (const { id, clear } of changes) all.set(id, { id, modified: 2, clear } as OpenRecord<Kind>);
  return [...all.values()];
}

/** A tree as somebody sees it. */
const plain = (node: BookmarkNode): unknown => {
  const { type, title, bmkUri, tags, keyword } = node.record;
  if (type === 'separator') return '---';
  if (type === 'folder') return { [node.record.title ?? '']: node.children.map(plain) };
  return [title, bmkUri, ...(tags ?? []), ...(keyword ? [`=${keyword}`] : [])].join(' ');
};
const treeOf = (stored: OpenRecord<'bookmarks'>[]) => buildTree(stored).roots.map(plain);

const stored = [
  record('toolbar', { type: 'folder', parentid: 'places', title: 'toolbar', children: ['f', 'gone'] }),
  record('f', { type: 'folder', parentid: 'toolbar', title: 'Foxes', children: ['a', 'b'] }),
  record('a', { type: 'bookmark', parentid: 'f', title: 'A', bmkUri: 'https://a.example/', tags: ['red'] }),
  record('b', { type: 'bookmark', parentid: 'f', title: 'B', bmkUri: 'https://b.example/', keyword: 'bb' }),
];

describe('bookmarks from a file', () => {
  const file = netscape(`
    <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Any name</H3>
    <DL><p>
      <DT><H3>Foxes</H3><DL><p>
        <DT><A HREF="https://a.example" TAGS="Red,blue" SHORTCUTURL="BB">another title</A>
        <HR>
        <DT><A HREF="https://c.example/?x=1&amp;y=%20" ADD_DATE="1700000000" ICON="data:image/png;base64,aa>bb">C &lt;&#233;&gt; &amp;amp; </A>
        <DD>a description with <b>tags</b>
        <DT><A HREF="https://c.example/?x=1&y=%20">C once more</A>
      </DL><p>
      <DT><H3>Empty</H3><DL><p></DL><p>
    </DL><p>
    <DT><A HREF="https://menu.example/" ADD_DATE="1700000000123">Menu</A>
    <DT><A HREF="no address">bad</A>
    <DT><A HREF="javascript:alert('x')">Script</A>
    <DT><A HREF="https://a.example/" TAGS="green">A in the menu</A>`);
  const plan = planBookmarks(readNetscapeHtml(file, now), stored, now);
  const after = apply(stored, plan);

  it('come into the folders that are there, with tags and keywords by address', () => {
    expect(treeOf(after)).toEqual([
      {
        toolbar: [
          {
            Foxes: [
              'A https://a.example/ red blue green',
              'B https://b.example/ =bb',
              '---',
              'C <é> &amp; https://c.example/?x=1&y=%20',
            ],
          },
          { Empty: [] },
        ],
      },
      {
        menu: [
          'Menu https://menu.example/',
          "Script javascript:alert('x')",
          'A in the menu https://a.example/ red blue green',
        ],
      },
    ]);
    expect(plan.summary).toMatchObject({ added: 4, present: 2, changed: 1, folders: 1, separators: 1, unusable: 1 });
  });

  it('are records as Firefox writes them, and nothing of the stored ones is lost', () => {
    const of = (title: string) => plan.changes.find(({ clear }) => (clear as BookmarkRecord).title === title)!;
    expect(of('Menu')).toEqual({
      id: expect.stringMatching(/^[\w-]{12}$/),
      sortindex: 0,
      clear: {
        id: of('Menu').id,
        type: 'bookmark',
        parentid: 'menu',
        hasDupe: true,
        parentName: 'menu',
        dateAdded: 1_700_000_000_123,
        bmkUri: 'https://menu.example/',
        title: 'Menu',
      },
    });
    expect(of('C <é> &amp;').clear).toMatchObject({ parentid: 'f', parentName: 'Foxes', dateAdded: 1_700_000_000_000 });
    const toolbar = plan.changes.find(({ id }) => id === 'toolbar')!;
    expect((toolbar.clear as BookmarkRecord).children!.slice(0, 2)).toEqual(['f', 'gone']);
    expect(plan.changes.find(({ id }) => id === 'menu')).toMatchObject({
      sortindex: 1_000_000,
      clear: { type: 'folder', parentid: 'places', title: 'menu' },
    });
    const separator = plan.changes.find(({ clear }) => (clear as BookmarkRecord).type === 'separator')!;
    expect(separator.clear).toMatchObject({ parentid: 'f', pos: 2 });
  });

  it('are not added twice', () => {
    const again = planBookmarks(readNetscapeHtml(file, now), after, now);
    expect(again.changes).toEqual([]);
    expect(again.summary).toMatchObject({ isEmpty: true, added: 0, changed: 0, present: 6 });
  });

  it('come back whole from what was saved here', () => {
    const html = toNetscapeHtml(buildTree(after), { toolbar: 'Symbolleiste', menu: 'Menü' });
    const back = apply<'bookmarks'>([], planBookmarks(readNetscapeHtml(html, now), [], now));
    expect(treeOf(back)).toEqual(treeOf(after));
    expect(planBookmarks(readNetscapeHtml(html, now), after, now).changes).toEqual([]);
  });

  it('survive files that are cut off or sloppy', () => {
    const cut = netscape('<DT><H3>F</H3><DL><p><DT><A HREF="https://a.example/">A</A><DT><A HREF="https://b.exam');
    expect(readNetscapeHtml(cut, now).items).toMatchObject([{ title: 'F', children: [{ title: 'A' }] }]);
    const sloppy = netscape(
      "<DT><h3>F<DT></h3><a href=https://a.example/ title=a'b>A</a></DL><a HREF = 'https://b.example/'>B</a>",
    );
    expect(readNetscapeHtml(sloppy, now).items).toMatchObject([
      { title: 'F', children: [{ url: 'https://a.example/', title: 'A' }] },
      { url: 'https://b.example/', title: 'B' },
    ]);
    const deep = netscape('<DT><H3>F</H3><DL><p>'.repeat(2000));
    expect(planBookmarks(readNetscapeHtml(deep, now), [], now).summary.folders).toBe(2000);
  });

  it('in thousands are compared quickly and in order', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `<DT><A HREF="https://x.example/${i}">${i}</A>`).join('\n');
    const plan = planBookmarks(readNetscapeHtml(netscape(many), now), stored, now);
    expect(plan.summary.added).toBe(10_000);
    const menu = plan.changes.find(({ id }) => id === 'menu')!.clear as BookmarkRecord;
    const titles = new Map(plan.changes.map(({ id, clear }) => [id, (clear as BookmarkRecord).title]));
    expect(menu.children!.map((id) => titles.get(id))).toEqual(Array.from({ length: 10_000 }, (_, i) => String(i)));
  });
});

describe('passwords from a file', () => {
  const stored: OpenRecord<'passwords'>[] = [
    {
      id: '{old}',
      modified: 1,
      clear: {
        hostname: 'https://a.example',
        username: 'x',
        password: 'one',
        httpRealm: null,
        timePasswordChanged: 50,
        passwordField: 'pw',
      },
    },
  ];
  const firefox =
    '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"';
  const read = (text: string) => readPasswordsCsv(text, now);

  it('of Firefox keep realm, form and times; the later change counts', () => {
    const csv = [
      firefox,
      '"https://a.example","x","two","","https://a.example","{g}","5","6","60"',
      '"https://b.example:443","y","line\nbreak, ""q""","","https://b.example","","7","8","9"',
      '"http://c.example:8080","","z","The realm",,,,,',
      '"chrome://FirefoxAccounts","y","z","","","","","",""',
    ].join('\r\n');
    const plan = planPasswords(read(csv), stored, now);
    expect(plan.summary).toMatchObject({ added: 2, changed: 1, kept: 0, present: 0, unusable: 1 });
    expect(plan.changes).toEqual([
      {
        id: '{old}',
        clear: { ...stored[0]!.clear, id: '{old}', password: 'two', timePasswordChanged: 60 },
      },
      {
        id: expect.stringMatching(/^\{[0-9a-f-]{36}\}$/),
        clear: {
          id: expect.any(String),
          hostname: 'https://b.example',
          formSubmitURL: 'https://b.example',
          httpRealm: null,
          username: 'y',
          password: 'line\nbreak, "q"',
          usernameField: '',
          passwordField: '',
          timeCreated: 7,
          timePasswordChanged: 9,
        },
      },
      {
        id: expect.any(String),
        clear: expect.objectContaining({
          hostname: 'http://c.example:8080',
          formSubmitURL: null,
          httpRealm: 'The realm',
          timeCreated: now,
        }),
      },
    ]);
    const after = apply(stored, plan);
    expect(planPasswords(read(csv), after, now).summary).toMatchObject({ isEmpty: true, present: 3 });
    const living = livingOnes<'passwords'>(after).map(({ id, clear }): PasswordRecord => ({ ...clear, id }));
    expect(planPasswords(read(toPasswordsCsv(living)), after, now).summary).toMatchObject({
      isEmpty: true,
      present: 3,
    });
  });

  it.each([
    ['Chrome', 'name,url,username,password,note\na,https://a.example/login?x,x,new,\nb,https://b.example/,u,p,"n"\n'],
    [
      'Safari',
      'Title,URL,Username,Password,Notes,OTPAuth\r\na,https://a.example/,x,new,,\r\nb,https://b.example/,u,p,,\r\n',
    ],
    [
      'Bitwarden',
      'folder,name,login_uri,login_username,login_password\n,a,https://a.example,x,new\n,b,https://b.example,u,p',
    ],
    ['a spreadsheet', '\n"Password";"Username";"URL"\n"new";"x";"https://a.example"\n"p";"u";"https://b.example"'],
  ])('of %s are found by the names of their columns; what is stored stays', (_who, csv) => {
    const plan = planPasswords(read(csv), stored, now);
    expect(plan.summary).toMatchObject({
      added: 1,
      kept: 1,
      unusable: 0,
      lines: { kept: [{ title: 'https://a.example', detail: 'x' }] },
    });
    expect(plan.changes).toMatchObject([
      { clear: { hostname: 'https://b.example', username: 'u', password: 'p', formSubmitURL: '' } },
    ]);
  });

  it('name a site as Firefox does', () => {
    const sites =
      'HTTPS://u:p@Bücher.Example:443/login?x\nandroid://hash==@com.app/\nhttp://a.example:80\nftp://f.example:2121/';
    const csv = `url,username,password\n${sites.replaceAll(/$/gm, ',u,p')}\nnowhere,u,p\nabout:blank,u,p\nhttps://x.example,u,`;
    expect(read(csv)).toMatchObject({
      logins: [
        { origin: 'https://xn--bcher-kva.example' },
        { origin: 'android://com.app' },
        { origin: 'http://a.example' },
        { origin: 'ftp://f.example:2121' },
      ],
      unusable: 3,
    });
  });

  it.each([
    ['columns', 'url,password\nhttps://a.example,p'],
    ['columns', 'just some text'],
    ['quotes', `${firefox}\n"https://a.example,"x`],
    ['quotes', `${firefox}\n"https://a.example"x,y,z`],
  ])('that make no sense are refused: %s', (reason, csv) => {
    expect(() => read(csv)).toThrow(expect.objectContaining({ name: 'BadFileError', reason }));
  });
});
