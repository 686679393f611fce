import { toBase64Url } from '../../crypto/client/bytes.ts';
import { type BookmarkNode, buildTree, rootIds, walk } from '../data/bookmark-tree.ts';
import type { BookmarkRecord, OpenRecord } from '../sync-client/records.ts';
import type { Change } from '../sync-client/sync-client.ts';
import { addressOf } from './addresses.ts';
import { emptySummary, type ImportedBookmarks, type ImportedItem, type ImportSummary, preview } from './imported.ts';

/** What an import would do, and the records that do it. */
export interface ImportPlan {
  summary: ImportSummary;
  changes: Change[];
}

// Sort indexes as Firefox gives them: folders come first, and what lies in the toolbar before the rest.
const folderIndex = 1_000_000;
const toolbarIndex = 150;

/**
 * Compares a file with the bookmarks that are stored. Folders of the same name in the same place are one; an address that is in its
 * folder already stays as it is, but gets the file's tags and keyword. What is new comes to the end of its folder.
 *
 * @param now - In ms; for what has no date of its own.
 */
export function planBookmarks(
  file: ImportedBookmarks,
  stored: readonly OpenRecord<'bookmarks'>[],
  now: number,
): ImportPlan {
  const plan = new BookmarksPlan(stored, now, file.unusable);
  for (const id of ['toolbar', 'unfiled', 'mobile']) {
    plan.into(
      id,
      file.items.filter(({ root }) => root === id).flatMap(({ children }) => children!),
    );
  }
  plan.into(
    'menu',
    file.items.filter(({ root }) => root === undefined),
  );
  return plan.finish();
}

/** A folder that items come into: as stored, and what will be in it. */
interface Place {
  id: string;
  title: string;
  /** Absent: it is new. */
  node?: BookmarkNode;
  children: string[];
}

/** What Firefox keeps by address, whichever bookmark says it. */
interface AddressFacts {
  tags: string[];
  keyword?: string;
  /** Bookmarks of that address that are stored. */
  stored: BookmarkNode[];
  /** The file brings something that is not with the stored ones. */
  isTouched: boolean;
}

class BookmarksPlan {
  readonly #now: number;
  readonly #summary: ImportSummary;
  readonly #roots: Map<string, BookmarkNode>;
  readonly #addresses = new Map<string, AddressFacts>();
  readonly #keywords = new Map<string, string>();
  readonly #records = new Map<string, BookmarkRecord>();

  constructor(stored: readonly OpenRecord<'bookmarks'>[], now: number, unusable: number) {
    this.#now = now;
    this.#summary = emptySummary('bookmarks', unusable);
    const { roots, orphans } = buildTree(stored);
    this.#roots = new Map(roots.map((root) => [root.id, root]));
    for (const top of [...roots, ...orphans]) walk(top, (node) => this.#remember(node));
  }

  #remember(node: BookmarkNode): void {
    const { bmkUri, tags, keyword } = node.record;
    if (!bmkUri) return;
    const url = addressOf(bmkUri) ?? bmkUri;
    const facts = this.#facts(url);
    facts.stored.push(node);
    this.#bring(url, facts, tags ?? [], keyword ?? undefined);
  }

  #facts(url: string): AddressFacts {
    const known = this.#addresses.get(url);
    if (known) return known;
    const facts: AddressFacts = { tags: [], stored: [], isTouched: false };
    this.#addresses.set(url, facts);
    return facts;
  }

  /** Adds tags and a keyword to an address; a keyword leads to one address only, and the first one has it. Tells if there was news. */
  #bring(url: string, facts: AddressFacts, tags: string[], keyword: string | undefined): boolean {
    let isNews = false;
    for (const tag of tags) {
      if (facts.tags.some((each) => each.toLowerCase() === tag.toLowerCase())) continue;
      facts.tags.push(tag);
      isNews = true;
    }
    if (keyword && facts.keyword === undefined && !this.#keywords.has(keyword)) {
      facts.keyword = keyword;
      this.#keywords.set(keyword, url);
      isNews = true;
    }
    return isNews;
  }

  /** Puts items into one of Firefox's own folders. */
  into(root: string, items: readonly ImportedItem[]): void {
    if (items.length === 0) return;
    this.#fill(this.#placeOf(root, root, this.#roots.get(root)), items);
  }

  #placeOf(id: string, title: string, node?: BookmarkNode): Place {
    return { id, title, children: [...(node?.record.children ?? [])], ...(node && { node }) };
  }

  #fill(place: Place, items: readonly ImportedItem[]): void {
    const stored = place.node?.children ?? [];
    const addresses = new Set(stored.map(({ record }) => record.bmkUri && (addressOf(record.bmkUri) ?? record.bmkUri)));
    const folders = stored.filter(({ record }) => record.type === 'folder');
    const before = place.children.length;
    let isBesideNew = place.node === undefined;
    let separators: ImportedItem[] = [];
    for (const item of items) {
      if (item.kind === 'separator') {
        // It belongs to what is new on either side of it; between what is there, it is there.
        if (isBesideNew) this.#add(place, item);
        else separators.push(item);
        continue;
      }
      const same =
        item.kind === 'folder' ? folders.findIndex(({ record }) => (record.title ?? '').trim() === item.title) : -1;
      const isThere = same >= 0 || (item.kind === 'bookmark' && addresses.has(item.url!));
      if (!isThere) for (const each of separators) this.#add(place, each);
      separators = [];
      isBesideNew = !isThere || place.node === undefined;
      if (item.kind === 'bookmark') {
        this.#mark(place, item, isThere);
        addresses.add(item.url!);
      } else if (isThere) {
        // The next one of that name belongs to the next one that is stored.
        const [node] = folders.splice(same, 1);
        this.#fill(this.#placeOf(node!.id, node!.record.title ?? '', node), item.children!);
      } else {
        const id = this.#add(place, item);
        const inside = this.#placeOf(id, item.title);
        this.#fill(inside, item.children!);
        this.#records.get(id)!.children = inside.children;
      }
    }
    if (place.children.length === before) return;
    if (place.node) this.#records.set(place.id, { ...place.node.record, children: place.children });
    else if (rootIds.includes(place.id)) this.#records.set(place.id, this.#newRoot(place));
  }

  #mark(place: Place, item: ImportedItem, isThere: boolean): void {
    const facts = this.#facts(item.url!);
    if (this.#bring(item.url!, facts, item.tags ?? [], item.keyword)) facts.isTouched = true;
    if (isThere) {
      this.#summary.present++;
      return;
    }
    // All bookmarks of an address say the same, or Firefox has to upload them once more.
    facts.isTouched = true;
    this.#add(place, item);
    preview(this.#summary.lines.added, item.title || item.url!, item.url!);
  }

  #add(place: Place, item: ImportedItem): string {
    const id = toBase64Url(crypto.getRandomValues(new Uint8Array(9)));
    const record: BookmarkRecord = {
      type: item.kind,
      parentid: place.id,
      hasDupe: true,
      parentName: place.title,
      dateAdded: item.added ?? this.#now,
    };
    if (item.kind === 'separator') {
      record.pos = place.children.length;
      this.#summary.separators++;
    } else {
      record.title = item.title;
      if (item.kind === 'folder') this.#summary.folders++;
      else {
        record.bmkUri = item.url!;
        if (item.url!.startsWith('place:')) record.type = 'query';
        this.#summary.added++;
      }
    }
    place.children.push(id);
    this.#records.set(id, record);
    return id;
  }

  #newRoot({ id, children }: Place): BookmarkRecord {
    return {
      type: 'folder',
      parentid: 'places',
      hasDupe: true,
      parentName: '',
      dateAdded: this.#now,
      title: id,
      children,
    };
  }

  /** Gives everybody the tags and keywords of their address, and says what comes of it all. */
  finish(): ImportPlan {
    for (const { record, id } of this.#touched()) {
      if (saysTheSame(record, this.#records.get(id) ?? record)) continue;
      this.#summary.changed++;
      preview(this.#summary.lines.changed, record.title || record.bmkUri!, record.bmkUri!);
    }
    const changes = [...this.#records].map(
      ([id, record]): Change => ({
        id,
        clear: { id, ...record },
        sortindex: record.type === 'folder' ? folderIndex : record.parentid === 'toolbar' ? toolbarIndex : 0,
      }),
    );
    const summary = { ...this.#summary, isEmpty: changes.length === 0 };
    return { summary, changes };
  }

  *#touched(): Generator<BookmarkNode> {
    for (const [id, record] of this.#records) {
      const facts = record.bmkUri === undefined ? undefined : this.#addresses.get(record.bmkUri);
      if (facts) this.#records.set(id, withFacts(record, facts));
    }
    for (const facts of this.#addresses.values()) {
      if (!facts.isTouched) continue;
      for (const node of facts.stored) {
        const next = withFacts(node.record, facts);
        if (!saysTheSame(node.record, next)) this.#records.set(node.id, next);
        yield node;
      }
    }
  }
}

function withFacts(record: BookmarkRecord, { tags, keyword }: AddressFacts): BookmarkRecord {
  const next = { ...record };
  if (tags.length > 0) next.tags = tags;
  if (keyword !== undefined) next.keyword = keyword;
  return next;
}

function saysTheSame(a: BookmarkRecord, b: BookmarkRecord): boolean {
  const tagsOf = ({ tags = [] }: BookmarkRecord) => tags.map((tag) => tag.toLowerCase()).sort();
  return (a.keyword ?? '') === (b.keyword ?? '') && JSON.stringify(tagsOf(a)) === JSON.stringify(tagsOf(b));
}
