// Clear texts as real clients write them. Everything may be missing: records come from many clients and many years.

/** A record that was deleted: all that is left says so. */
export interface Tombstone {
  id?: string;
  deleted: true;
}

/** An item of the bookmarks tree. The order of a folder's items is that of `children`. */
export interface BookmarkRecord {
  id?: string;
  type?: 'bookmark' | 'folder' | 'separator' | 'query' | 'livemark' | 'item' | (string & {});
  parentid?: string;
  parentName?: string;
  /** In ms. */
  dateAdded?: number;
  title?: string;
  hasDupe?: boolean;
  bmkUri?: string;
  tags?: string[];
  keyword?: string | null;
  description?: string | null;
  /** Of a folder. */
  children?: string[];
  /** Of a separator: its place. */
  pos?: number;
  folderName?: string;
  queryId?: string;
  feedUri?: string;
  siteUri?: string;
}

/** A visited page. */
export interface HistoryRecord {
  id?: string;
  histUri?: string;
  title?: string;
  /** `date` in µs. */
  visits?: { date: number; type: number }[];
}

/** A saved password. It belongs to a form (`formSubmitURL`) or to a server's own question (`httpRealm`). Times in ms. */
export interface PasswordRecord {
  id?: string;
  hostname?: string;
  formSubmitURL?: string | null;
  httpRealm?: string | null;
  username?: string;
  password?: string;
  usernameField?: string;
  passwordField?: string;
  timeCreated?: number;
  timePasswordChanged?: number;
  timeLastUsed?: number;
  timesUsed?: number;
}

/** Open tabs of one device. `lastUsed` in seconds. */
export interface TabsRecord {
  id?: string;
  clientName?: string;
  tabs?: { title?: string; urlHistory?: string[]; icon?: string; lastUsed?: number }[];
}

/** A device, as it tells the others of itself. */
export interface ClientRecord {
  id?: string;
  name?: string;
  type?: string;
  version?: string;
  os?: string;
  application?: string;
  formfactor?: string;
  fxaDeviceId?: string;
}

/** An entry of form history. */
export interface FormRecord {
  id?: string;
  name?: string;
  value?: string;
}

/** An add-on. */
export interface AddonRecord {
  id?: string;
  addonID?: string;
  applicationID?: string;
  enabled?: boolean;
  source?: string;
}

/** All synced settings of one application in one record. */
export interface PrefsRecord {
  id?: string;
  value?: Record<string, string | number | boolean | null>;
}

/** An address or a credit card of form autofill. */
export interface AutofillRecord {
  id?: string;
  entry?: Record<string, string | number | undefined>;
}

/** What an extension keeps in storage.sync; `data` is JSON. */
export interface ExtensionRecord {
  id?: string;
  extId?: string;
  data?: string;
}

/** The clear text of each collection that is known. */
export interface Cleartexts {
  bookmarks: BookmarkRecord;
  history: HistoryRecord;
  passwords: PasswordRecord;
  tabs: TabsRecord;
  clients: ClientRecord;
  forms: FormRecord;
  addons: AddonRecord;
  prefs: PrefsRecord;
  addresses: AutofillRecord;
  creditcards: AutofillRecord;
  'extension-storage': ExtensionRecord;
}

/** Clear text of a collection; any object where the collection isn't known. */
export type Cleartext<Collection extends string> = Collection extends keyof Cleartexts
  ? Cleartexts[Collection]
  : Record<string, unknown>;

/** A record that was opened, or what speaks against it. */
export interface OpenRecord<Collection extends string = string> {
  id: string;
  /** In ms. */
  modified: number;
  sortindex?: number;
  /** Null when it could not be opened. */
  clear: Cleartext<Collection> | Tombstone | null;
  /** Why not: sealed with other keys, no JSON object inside, or the inside belongs to another record. */
  problem?: 'other keys' | 'malformed' | 'other id';
}

/** Tells a deleted record from what there is. */
export const isTombstone = (clear: object | null): clear is Tombstone =>
  clear !== null && (clear as Partial<Tombstone>).deleted === true;

/** The records that can be read and are not deleted, with their clear text. */
export function livingOnes<Collection extends string>(
  records: readonly OpenRecord<Collection>[],
): (OpenRecord<Collection> & { clear: Cleartext<Collection> })[] {
  return records.filter(({ clear }) => clear !== null && !isTombstone(clear)) as never;
}
