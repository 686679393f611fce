import { addressOf } from './addresses.ts';
import type { ImportedBookmarks, ImportedItem } from './imported.ts';

// A worker has no DOMParser, and the page would stand still while one reads a large file.

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

type Attributes = ReadonlyMap<string, string>;

interface Tag {
  name: string;
  isEnd: boolean;
  attributes: Attributes;
}

/** Cuts HTML into tags and the text between them; comments and declarations are left out. */
function* tokens(html: string): Generator<Tag | string> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start < 0) break;
    if (start > at) yield unescapeHtml(html.slice(at, start));
    if (html.startsWith('<!--', start)) {
      const end = html.indexOf('-->', start);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const [, slash, name] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(start, start + 20)) ?? [];
    const end = endOfTag(html, start + 1);
    if (end < 0) break;
    at = end + 1;
    if (name === undefined) continue;
    const inside = html.slice(start + 1 + slash!.length + name.length, end);
    yield { name: name.toLowerCase(), isEnd: slash === '/', attributes: attributesOf(inside) };
  }
}

// A ">" in quotes doesn't end a tag.
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const character = html[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') return at;
    else if ((character === '"' || character === "'") && /=\s*$/.test(html.slice(at - 4, at))) quote = character;
  }
  return -1;
}

function attributesOf(text: string): Attributes {
  const found = new Map<string, string>();
  for (const [, name, double, single, bare] of text.matchAll(
    /([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    found.set(name!.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? '').trim());
  }
  return found;
}

/** A folder that is being read. */
interface Frame {
  items: ImportedItem[];
  /** How many lists are open in it; the folder ends with the last one. */
  lists: number;
}

/** True for a file that says of itself that it has a browser's bookmarks. */
export const isNetscapeFile = (html: string): boolean =>
  /<!doctype\s+netscape-bookmark-file/i.test(html.slice(0, 2000));

/**
 * Reads bookmarks in Netscape's format, as Firefox, Chrome, Edge, Safari and others export them; tolerant in the same way as
 * Firefox's own importer. Descriptions and icons are left out: Sync has no place for them.
 *
 * @param now - In ms; nothing is older than the web or newer than this.
 */
export function readNetscapeHtml(html: string, now: number): ImportedBookmarks {
  const top: Frame = { items: [], lists: 0 };
  const frames = [top];
  let unusable = 0;
  let heading: ImportedItem | undefined;
  let link: ImportedItem | undefined;
  let text = '';
  const frame = () => frames.at(-1)!;

  for (const token of tokens(html)) {
    if (typeof token === 'string') {
      if (heading || link) text += token;
      continue;
    }
    const { name, isEnd, attributes } = token;
    if (/^h[2-6]$/.test(name)) {
      if (isEnd) {
        if (!heading) continue;
        heading.title = clip(text);
        frame().items.push(heading);
        frames.push({ items: heading.children!, lists: 0 });
        heading = undefined;
      } else {
        // A heading without a list behind it was an empty folder.
        if (frame().lists === 0 && frames.length > 1) frames.pop();
        heading = { kind: 'folder', title: '', children: [], ...dates(attributes, now) };
        const root = frames.length === 1 ? rootOf(attributes) : undefined;
        if (root) heading.root = root;
        text = '';
      }
    } else if (name === 'a') {
      if (isEnd) {
        if (link) link.title = clip(text);
        link = undefined;
      } else if (attributes.has('href')) {
        link = bookmarkOf(attributes, now);
        if (link) frame().items.push(link);
        else unusable++;
        text = '';
      }
    } else if (name === 'hr' && !isEnd) {
      frame().items.push({ kind: 'separator', title: '' });
    } else if (name === 'dl' || name === 'ul' || name === 'menu') {
      if (!isEnd) frame().lists++;
      else {
        frame().lists = Math.max(0, frame().lists - 1);
        if (frames.length > 1 && frame().lists === 0) frames.pop();
      }
    }
  }
  return { items: top.items, unusable };
}

// Firefox keeps no longer ones.
const clip = (title: string) => title.trim().slice(0, 4096);

function rootOf(attributes: Attributes): ImportedItem['root'] {
  if (attributes.has('personal_toolbar_folder')) return 'toolbar';
  if (attributes.has('unfiled_bookmarks_folder')) return 'unfiled';
  return attributes.has('mobile_bookmarks_folder') ? 'mobile' : undefined;
}

function bookmarkOf(attributes: Attributes, now: number): ImportedItem | undefined {
  const url = addressOf(attributes.get('href')!);
  if (url === undefined) return undefined;
  const item: ImportedItem = { kind: 'bookmark', title: '', url, ...dates(attributes, now) };
  const tags = (attributes.get('tags') ?? '').split(',').map((tag) => tag.trim());
  const good = tags.filter((tag) => tag !== '' && tag.length <= 100);
  if (good.length > 0) item.tags = good;
  const keyword = attributes.get('shortcuturl')?.toLowerCase();
  if (keyword) item.keyword = keyword;
  return item;
}

// In seconds by the format, but some programs write ms or µs.
function dates(attributes: Attributes, now: number): { added?: number } {
  const written = Number(attributes.get('add_date') || attributes.get('last_modified'));
  if (!(written > 0)) return {};
  const ms = written > 1e14 ? written / 1000 : written > 1e11 ? written : written * 1000;
  // Firefox takes nothing from before 1993 for true.
  return ms >= 727_747_200_000 && ms <= now ? { added: Math.floor(ms) } : {};
}
