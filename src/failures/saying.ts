/** What a file or an address is called. */
interface Place {
  what: string;
}

/** Causes that the system tells by a code; of several that mean the same, the first. */
type SystemCauses = Record<
  | ('ENOSPC' | 'EFBIG' | 'EROFS' | 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EEXIST' | 'ENAMETOOLONG' | 'ELOOP' | 'EBUSY')
  | ('ETXTBSY' | 'ESTALE' | 'EIO' | 'EMFILE' | 'ENOMEM' | 'ECONNREFUSED' | 'ECONNRESET' | 'ETIMEDOUT' | 'EHOSTUNREACH')
  | ('ENOTFOUND' | 'EAI_AGAIN' | 'EADDRINUSE' | 'EADDRNOTAVAIL'),
  Place
>;

/** Causes that TLS tells; `message` is the library's. */
type TlsCauses = Record<
  | ('CERT_HAS_EXPIRED' | 'CERT_NOT_YET_VALID' | 'ERR_TLS_CERT_ALTNAME_INVALID' | 'CERT_REVOKED' | 'CERT_UNTRUSTED')
  | ('unusable certificate' | 'no TLS'),
  Place & { message: string }
>;

/** Causes that a certificate authority tells (RFC 8555 section 6.7). */
type AuthorityCauses = Record<
  | ('acme connection' | 'acme dns' | 'acme unauthorized' | 'acme caa' | 'acme rateLimited' | 'acme rejectedIdentifier')
  | ('acme invalidContact' | 'acme unreachable' | 'acme other'),
  { host: string; detail: string }
>;

/** What the certificate lacks. */
interface CertificateSayings extends AuthorityCauses {
  'no public URL for a certificate': object;
  'no public name': { host: string };
  'certificate files unusable': { message: string };
  'no certificate of the network': { message: string };
  'certificate files unreadable': { message: string; certificate: string; key: string };
  'other key': object;
  'other names': { names: string; host: string };
  'certificate ended': { date: string };
  'certificate ends': { date: string };
}

/** Causes that SQLite tells; `database` is its file, empty where nobody knows it. */
export type SqliteCauses = Record<
  | ('SQLITE_NOTADB' | 'SQLITE_CORRUPT' | 'SQLITE_READONLY' | 'SQLITE_CANTOPEN' | 'SQLITE_BUSY' | 'SQLITE_IOERR')
  | 'SQLITE_PROTOCOL',
  { database: string; uid: string | number }
>;

/** Causes that MariaDB tells; `said` is what the server says itself. */
export type MariadbCauses = Record<
  | ('mariadb refused' | 'mariadb forbidden' | 'mariadb full' | 'mariadb read only' | 'mariadb crowded')
  | ('mariadb leaving' | 'mariadb busy' | 'mariadb damaged' | 'mariadb damaged index' | 'mariadb not ready')
  | ('mariadb too large' | 'mariadb no name' | 'mariadb no such database' | 'mariadb lost' | 'mariadb no TLS'),
  { database: string; said: string; table: string }
>;

/** Why an archive can't be made, opened or put back. */
interface BackupSayings {
  'archive unreadable': { file: string; why: string };
  'archive incomplete': { file: string };
  'archive does not open': object;
  'no archive': object;
  'nothing to save': object;
  'unknown table': { table: string };
  'newer archive': { version: string; schema: number; known: number };
  'nothing of this person': object;
  'never synced': { user: string };
  'unknown user': { user: string };
  'not alone': { collection: string };
  'no such collection': { collection: string };
  'other sync keys': { collection: string };
  'no such backup': object;
}

/** Why long work or a job was not done. */
interface WorkSayings {
  /** What nobody has foreseen. */
  unexpected: { message: string };
  'under way': object;
  'no such job': object;
  'no worker': object;
  'worker ended': { how: string };
  'worker does not start': { why: string };
  'cannot listen': { address: string; why: string };
  stopping: object;
  'not running': { dataDir: string };
  silent: object;
  frozen: { pid: string | number };
  'ended in answer': object;
  'older version': object;
  'lease taken': { name: string; pid: string; host: string };
  'lease lost': { name: string };
  'no room': { mebibytes: number };
  'newer database': { schema: number; known: number };
}

/** What an administrator is told without looking: titles, and what else their texts say. */
interface NoticeSayings {
  'backup failed': object;
  'backup again': object;
  'no fresh backup': object;
  'certificate ends on': { date: string };
  'see certificate': object;
  'no fresh certificate': object;
  'disk fills': object;
  'device silent': { days: number };
  'device last here': { name: string; email: string; date: string };
}

/** What `foxden doctor` finds. */
interface DoctorSayings {
  'cannot check': { message: string };
  'sign-ups open': object;
  'address with path': object;
  'sign-ups open to others': { host: string };
  'untrusted proxy': object;
  'sign-ups': { signups: string };
  'no address': { host: string };
  address: { host: string; address: string };
  answers: { origin: string };
  'other server': { origin: string; other: string };
  'no answer': { origin: string; why: string };
  'ran out': { days: number };
  'runs out': { days: number };
  'untrusted here': { days: number; why: string };
  trusted: { days: number };
  'TLS does not work': { why: string };
  'newer schema': { name: string; schema: number; known: number };
  'older schema': { name: string; schema: number; known: number };
  'old server': { version: string };
  damaged: { damage: string };
  'small packets': { name: string; packet: number; needed: number };
  database: { name: string; schema: number };
  'free unknown': { folder: string; own: boolean };
  free: { mebibytes: number; folder: string; own: boolean };
  'almost none free': { mebibytes: number; folder: string; own: boolean };
  'no backup': { folder: string };
  'old backup': { count: number; hours: number };
  backup: { count: number; hours: number };
  'clocks differ': { here: string; there: string };
  'clock behind': { here: string; there: string };
  'clock ahead': { here: string; there: string };
  'no time to be had': object;
  'clock off': { seconds: number };
  clock: { seconds: number };
  unsupported: { part: string; version: string; date: string; by: Remedy };
  'supported until': { part: string; version: string; date: string; by: Remedy };
  supported: { names: string };
}

/** What brings a newer version of a part: Foxden itself, Foxden that is no container, MariaDB's or Debian's own. */
export type Remedy = 'image' | 'foxden' | 'mariadb' | 'debian';

/** Everything that goes wrong with databases, backups and other work, and what an administrator is told of without looking. */
export interface TroubleSayings extends SqliteCauses, MariadbCauses, BackupSayings, WorkSayings, NoticeSayings {
  'not installed': { program: string };
  'low port': Place;
  'mariadb unreachable': { database: string; why: string };
}

/**
 * What the server says to its administrators, by id, and what fills each sentence. In English it is said where it comes up; the
 * pages say it in their reader's language.
 */
export interface Sayings extends SystemCauses, TlsCauses, CertificateSayings, TroubleSayings, DoctorSayings {
  EDQUOT: Place & { uid: string | number };
  EACCES: Place & { uid: string | number };
}

/** One of them as it came up, in a form that outlives its process. */
export type Saying = {
  [Id in keyof Sayings]: { id: Id; facts: Sayings[Id]; because?: Saying | undefined };
}[keyof Sayings];
