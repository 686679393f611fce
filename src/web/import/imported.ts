// What is found in a file, before anybody has compared it with what is stored.

/** An item of a bookmarks file; folders hold others, in order. */
export interface ImportedItem {
  kind: 'bookmark' | 'folder' | 'separator';
  title: string;
  /** Of a bookmark: normalised. */
  url?: string;
  tags?: string[];
  keyword?: string;
  /** When it was added, ms. */
  added?: number;
  /** Of a folder that is one of Firefox's own. */
  root?: 'toolbar' | 'unfiled' | 'mobile';
  children?: ImportedItem[];
}

/** A bookmarks file: what lies at its top belongs into the menu, unless it is one of Firefox's own folders. */
export interface ImportedBookmarks {
  items: ImportedItem[];
  /** Bookmarks whose address no browser could open. */
  unusable: number;
}

/** A saved password of a file. Times in ms. */
export interface ImportedLogin {
  origin: string;
  username: string;
  password: string;
  /** Null: of a form; undefined: the file doesn't tell. */
  httpRealm: string | null | undefined;
  formActionOrigin: string | null;
  timeCreated?: number;
  timePasswordChanged?: number;
}

/** A file of saved passwords. */
export interface ImportedLogins {
  logins: ImportedLogin[];
  /** Rows without an address or a password, or with something in them that no Firefox keeps. */
  unusable: number;
}

/** A line of the preview. */
export interface PreviewLine {
  title: string;
  detail: string;
}

/** What an import would do. */
export interface ImportSummary {
  kind: 'bookmarks' | 'passwords';
  /** New bookmarks or logins. */
  added: number;
  /** New folders and separators. */
  folders: number;
  separators: number;
  /** Those that are there already. */
  present: number;
  /** Those that are there and get tags, a keyword or a newer password. */
  changed: number;
  /** Logins that are there with another password, which stays. */
  kept: number;
  unusable: number;
  /** The first ones of each, to look at. */
  lines: { added: PreviewLine[]; changed: PreviewLine[]; kept: PreviewLine[] };
  /** Nothing would be written. */
  isEmpty: boolean;
}

/** How many lines of each kind a preview has. */
export const previewLines = 20;

/** A summary in which nothing has been counted yet. */
export const emptySummary = (kind: ImportSummary['kind'], unusable: number): ImportSummary => ({
  kind,
  added: 0,
  folders: 0,
  separators: 0,
  present: 0,
  changed: 0,
  kept: 0,
  unusable,
  lines: { added: [], changed: [], kept: [] },
  isEmpty: true,
});

/** Adds a line to a preview that has room for it. */
export function preview(lines: PreviewLine[], title: string, detail: string): void {
  if (lines.length < previewLines) lines.push({ title, detail });
}
