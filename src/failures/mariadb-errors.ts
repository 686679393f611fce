import { socketOf } from '../config/database-socket.ts';
import { conditionOf, type DatabaseCondition } from './database-conditions.ts';
import type { ErrorFacts, Explanation, Place } from './explanation.ts';
import type { MariadbCauses } from './saying.ts';
import { explainSystemError } from './system-errors.ts';
import { addressOf, databaseName, databasePlace } from './where.ts';

type Words = (database: string, error: ErrorFacts) => Omit<Explanation, 'saying'> & { id: keyof MariadbCauses };

const said = ({ sqlMessage, message }: ErrorFacts) => String(sqlMessage ?? message).replace(/\.$/, '');
const checkUrl = 'Correct the user, password, host and name in FOXDEN_DATABASE_URL.';

const refused: Words = (database, error) => ({
  id: 'mariadb refused',
  cause: `The server of ${database} refuses this user (${said(error)}).`,
  fix: said(error).includes('using password: NO')
    ? 'FOXDEN_DATABASE_URL has no password: write mysql://user:password@host/name.'
    : `${checkUrl} A user is known to MariaDB by the host it comes from, too.`,
});
const forbidden: Words = (database, error) => ({
  id: 'mariadb forbidden',
  cause: `The user of FOXDEN_DATABASE_URL lacks rights on ${database} (${said(error)}).`,
  fix: 'Let an administrator of the server GRANT ALL on that database to the user.',
});
const full: Words = (database) => ({
  id: 'mariadb full',
  cause: `The disk of the server of ${database} is full.`,
  fix: 'Make room on that machine; MariaDB goes on by itself.',
});
const readOnly: Words = (database) => ({
  id: 'mariadb read only',
  cause: `The server of ${database} takes no writes now: it is read-only, perhaps a replica.`,
  fix: 'Name the server that can be written in FOXDEN_DATABASE_URL, or end its read-only mode.',
});
const crowded: Words = (database) => ({
  id: 'mariadb crowded',
  cause: `The server of ${database} has no connection left for Foxden.`,
  fix: 'Raise its max_connections (each worker takes up to 20), or set fewer FOXDEN_WORKERS.',
});
const leaving: Words = (database) => ({
  id: 'mariadb leaving',
  cause: `The server of ${database} is being shut down, or has ended this connection.`,
  fix: 'Wait until it runs again, then try again.',
});
const busy: Words = (database) => ({
  id: 'mariadb busy',
  cause: `Others keep ${database} locked.`,
  fix: 'See what runs there for so long (SHOW PROCESSLIST), then try again.',
});
const damaged: Words = (database, error) => ({
  id: 'mariadb damaged',
  cause: `${database} is damaged (${said(error)}).`,
  fix: "Look at the server's own log, repair the table or restore a backup: foxden restore FILE",
});
/** The table that a message of the server names. */
const tableIn = (error: ErrorFacts) => /for table '([\w$]+)'/.exec(said(error))?.[1] ?? 'ITS_TABLE';
const damagedIndex: Words = (database, error) => ({
  id: 'mariadb damaged index',
  cause: `An index of ${database} is damaged (${said(error)}).`,
  fix:
    'MariaDB leaves that behind when its disk was full while it took a write back, and single records may be missing. ' +
    `On its server: ALTER TABLE ${tableIn(error)} FORCE builds the indexes anew. Then foxden backup, and foxden restore with that ` +
    'backup: every browser compares what it has with the server, and uploads what is missing. ' +
    'If ALTER TABLE is refused, restore the newest backup.',
});
const notReady: Words = (database) => ({
  id: 'mariadb not ready',
  cause: `The server of ${database} is not ready: it has lost the others of its cluster.`,
  fix: 'Bring the cluster back to a majority of its nodes, or name the other nodes by ?fallback= in FOXDEN_DATABASE_URL.',
});

const tooLarge: Words = (database) => ({
  id: 'mariadb too large',
  cause: `The server of ${database} takes no packet of that size.`,
  fix: 'Set its max_allowed_packet to 64M.',
});

// Numbers that a condition does not tell apart well enough for a person. All others have the words of their condition.
const numbers: Record<number, Words> = {
  1044: forbidden,
  1142: forbidden,
  1143: forbidden,
  1227: forbidden,
  1370: forbidden,
  1045: refused,
  1129: refused,
  1130: refused,
  1251: refused,
  1275: refused,
  1698: refused,
  1820: refused,
  1046: (_, error) => ({
    id: 'mariadb no name',
    cause: `FOXDEN_DATABASE_URL names no database (${said(error)}).`,
    fix: checkUrl,
  }),
  1049: (database, error) => ({
    id: 'mariadb no such database',
    cause: `The server has no such database as ${database.replace('the database ', '')} (${said(error)}).`,
    fix: 'Let an administrator of the server CREATE DATABASE it, or correct the name in FOXDEN_DATABASE_URL.',
  }),
  1047: notReady,
  1152: leaving,
  1184: leaving,
  1034: damagedIndex,
  1035: damaged,
  1195: damaged,
  1712: damagedIndex,
  1932: damaged,
};

const lost: Words = (database) => ({
  id: 'mariadb lost',
  cause: `The connection to the server of ${database} was cut off.`,
  fix: 'See that the server runs, then try again.',
});
const codes: Record<string, Words> = {
  PROTOCOL_CONNECTION_LOST: lost,
  PROTOCOL_SEQUENCE_TIMEOUT: lost,
  HANDSHAKE_NO_SSL_SUPPORT: (database) => ({
    id: 'mariadb no TLS',
    cause: `The server of ${database} speaks no TLS.`,
    fix: 'Switch TLS on there, or take it out of FOXDEN_DATABASE_URL.',
  }),
};

const conditionWords: Record<DatabaseCondition, Words> = {
  busy,
  unreachable: lost,
  stopping: leaving,
  limited: crowded,
  full,
  'read only': readOnly,
  'too large': tooLarge,
  failing: damaged,
  damaged,
};

// Only what the number itself says; how a connection failed, the system's own code tells better.
function byCondition(condition: DatabaseCondition | undefined, { errno }: ErrorFacts): Words | undefined {
  const isNumbered = typeof errno === 'number' && errno > 0;
  return isNumbered && condition !== undefined ? conditionWords[condition] : undefined;
}

/** Returns true when an error came from the connection to a MariaDB server. */
const isMariadb = ({ fatal, sqlMessage, code }: ErrorFacts) =>
  fatal === true ||
  typeof sqlMessage === 'string' ||
  (typeof code === 'string' && /^(ER_|PROTOCOL_|HANDSHAKE_)/.test(code));

/** Explains errors of MariaDB, and of the way to it. */
export function explainMariadbError(error: ErrorFacts, place: Place): Explanation | undefined {
  if (!isMariadb(error)) return undefined;
  const database = databasePlace(place);
  const condition = conditionOf(error);
  const words = numbers[Number(error.errno)] ?? codes[String(error.code)] ?? byCondition(condition, error);
  if (words) {
    const { id, cause, fix } = words(database, error);
    const facts = { database: databaseName(place), said: said(error), table: tableIn(error) };
    return { cause: cause.charAt(0).toUpperCase() + cause.slice(1), fix, saying: { id, facts } };
  }
  const address = addressOf(error) ?? hostOf(place);
  const onTheWay = explainSystemError({ ...error, path: undefined, port: undefined, address }, {});
  if (!onTheWay) return undefined;
  return {
    cause: `The server of ${database} can't be reached. ${onTheWay.cause}`,
    fix: 'See that it runs, and that FOXDEN_DATABASE_URL has its host and port.',
    saying: {
      id: 'mariadb unreachable',
      facts: { database: databaseName(place), why: onTheWay.cause },
      because: onTheWay.saying,
    },
  };
}

function hostOf({ database }: Place): string | undefined {
  if (database?.engine !== 'mariadb') return undefined;
  const url = new URL(database.url);
  return socketOf(url) ?? url.host;
}
