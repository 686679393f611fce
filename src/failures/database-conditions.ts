/**
 * What is the matter with a database when a statement fails that is not to blame:
 *
 * - busy: a lock that somebody else holds, or a node of a cluster that is just joining; goes away by itself, so it is tried again
 * - unreachable: no connection, or one that was lost
 * - stopping: the server is on its way down, or somebody ended this statement or connection
 * - limited: too many connections, or more than the server allows this user
 * - full: no room on the database's disk
 * - read only: a replica, a server set to read-only, a file system that is mounted so
 * - too large: a packet that the server doesn't take
 * - failing: reading or writing files fails, or memory has run out
 * - damaged: the file is not a whole database any more
 */
export type DatabaseCondition =
  | 'busy'
  | 'unreachable'
  | 'stopping'
  | 'limited'
  | 'full'
  | 'read only'
  | 'too large'
  | 'failing'
  | 'damaged';

/** MariaDB's numbers. Those below 200 come from its file system layer (`perror` names them). */
const mariadbNumbers: Record<DatabaseCondition, readonly number[]> = {
  // A row changed under a snapshot, a node that isn't ready, a lock waited for too long, a deadlock or a failed
  // certification, a table that was just altered.
  busy: [1020, 1047, 1205, 1213, 1412],
  unreachable: [1042, 1043, 1152, 1158, 1159, 1160, 1161, 1184, 2002, 2003, 2006, 2013],
  stopping: [1053, 1077, 1078, 1079, 1080, 1317, 1927, 1969],
  limited: [1040, 1129, 1135, 1203, 1226],
  full: [20, 1021, 1114],
  'read only': [1290, 1792, 1836],
  'too large': [1153, 1301],
  failing: [1, 2, 3, 4, 5, 6, 7, 9, 11, 1016, 1023, 1024, 1026, 1030, 1037, 1038, 1041, 1180, 1194],
  damaged: [1034, 1712, 1877],
};

/** SQLite's codes; an extended one counts as the one that it begins with. */
const sqliteCodes: Record<DatabaseCondition, readonly string[]> = {
  busy: ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'],
  unreachable: ['SQLITE_CANTOPEN'],
  stopping: ['SQLITE_INTERRUPT'],
  limited: [],
  full: ['SQLITE_FULL'],
  'read only': ['SQLITE_READONLY', 'SQLITE_PERM'],
  'too large': [],
  failing: ['SQLITE_IOERR', 'SQLITE_NOMEM'],
  damaged: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'],
};

// How reaching a server over a socket fails, now or while a statement is under way.
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EMFILE',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);

const conditions = Object.keys(mariadbNumbers) as DatabaseCondition[];
const byNumber = new Map(conditions.flatMap((each) => mariadbNumbers[each].map((number) => [number, each] as const)));

/** Tells what is the matter with the database by an error of either driver; undefined when the error is somebody's fault. */
export function conditionOf(error: unknown): DatabaseCondition | undefined {
  const { errno, code, syscall, fatal, message, sqlMessage } = (error ?? {}) as Record<string, unknown>;
  if (typeof errno === 'number' && byNumber.has(errno)) {
    // Numbers of failing files also tell of a disk that is full, or over a quota, by the system's own number.
    const hasNoRoom = /\b(?:28|122|27)\b.*(?:space|quota|large)/i.test(`${message} ${sqlMessage}`);
    return byNumber.get(errno) === 'failing' && hasNoRoom ? 'full' : byNumber.get(errno);
  }
  if (typeof code === 'string') {
    // A unix socket that isn't there.
    if (networkCodes.has(code) || (code === 'ENOENT' && syscall === 'connect')) return 'unreachable';
    for (const each of conditions) {
      if (sqliteCodes[each].some((known) => code === known || code.startsWith(`${known}_`))) return each;
    }
  }
  // mysql2 marks errors that end the connection.
  return fatal === true ? 'unreachable' : undefined;
}
