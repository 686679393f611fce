import { expect, it } from 'vitest';
import { NewerSchemaError } from '../database/migrate.ts';
import { DatabaseBusyError } from '../database/retry.ts';
import { explain, explaining, inWords } from './explain.ts';
import { type Place, SurroundingsError } from './explanation.ts';

const sqlite: Place = { dataDir: '/srv/foxden', database: { engine: 'sqlite', file: '/srv/foxden/foxden.sqlite' } };
const url = 'mysql://foxden:hunter2@db.example.org:3307/sync';
const mariadb: Place = { dataDir: '/srv/foxden', database: { engine: 'mariadb', url } };

const failed = (facts: object, cause?: unknown) => Object.assign(new Error('it failed', { cause }), facts);
const file = (code: string, syscall = 'open') => failed({ code, syscall, path: '/srv/foxden/x' });
const lite = (code: string) => failed({ code });
const server = (errno: number, sqlMessage: string) => failed({ code: 'ER_X', errno, sqlMessage });
const onTheWay = (code: string) =>
  failed({ code, errno: -1, syscall: 'connect', fatal: true, address: '192.0.2.7', port: 3307 });
const tls = (code: string) => failed({ code, host: 'sync.example.org' });

const liteFile = 'database /srv/foxden/foxden.sqlite';
const atServer = 'database sync at db.example.org:3307';

it.each<[string, Error, Place, string, RegExp]>([
  // What is wrong, what is thrown, what was worked on, the file or address that must be named, and the next step.
  ['a full disk', file('ENOSPC', 'write'), {}, '/srv/foxden/x', /Make room/],
  ['a full disk, path unknown', failed({ code: 'ENOSPC', syscall: 'write' }), sqlite, '/srv/foxden', /Make room/],
  ['a full disk under SQLite', lite('SQLITE_FULL'), sqlite, liteFile, /Make room/],
  ['a full disk of the server', server(1021, 'Disk full'), mariadb, atServer, /Make room/],
  ['a full table', server(1114, "The table 'storage_bsos' is full"), mariadb, atServer, /Make room/],
  ['a full disk, told by InnoDB', server(1030, 'Got error 28 "No space left"'), mariadb, atServer, /Make room/],
  ['a quota', file('EDQUOT'), {}, '/srv/foxden/x', /quota raised/],
  ['a read-only disk', file('EROFS', 'mkdir'), {}, '/srv/foxden/x', /Mount it writable/],
  ['a read-only SQLite file', lite('SQLITE_READONLY_DBMOVED'), sqlite, liteFile, /Give the file/],
  ['a read-only server', server(1290, '--read-only'), mariadb, atServer, /can be written/],
  ['damage at the start', lite('SQLITE_NOTADB'), sqlite, liteFile, /restore a backup/],
  ['damage in the middle', lite('SQLITE_CORRUPT'), sqlite, liteFile, /restore the newest backup/],
  ['damage of an index', lite('SQLITE_CORRUPT_INDEX'), sqlite, liteFile, /restore the newest backup/],
  ['a damaged disk', lite('SQLITE_IOERR_READ'), sqlite, liteFile, /dmesg/],
  ['a damaged disk below', file('EIO', 'read'), {}, '/srv/foxden/x', /dmesg/],
  [
    'a damaged index',
    server(1034, "Index for table 'storage_bsos' is corrupt; try to repair it"),
    mariadb,
    atServer,
    /disk was full.*records may be missing.*ALTER TABLE storage_bsos FORCE.*foxden restore/,
  ],
  ['a damaged table', server(1194, "Table 'x' is marked as crashed"), mariadb, atServer, /repair/],
  ['no permission for a file', file('EACCES'), {}, '/srv/foxden/x', /Give it to the user/],
  ['no permission, told otherwise', file('EPERM', 'chmod'), {}, '/srv/foxden/x', /Give it to the user/],
  ['no permission for the database', lite('SQLITE_CANTOPEN'), sqlite, liteFile, /Give the file/],
  ['no rights on the database', server(1142, 'INSERT command denied'), mariadb, atServer, /GRANT/],
  ['a locked file', lite('SQLITE_BUSY'), sqlite, liteFile, /End what uses/],
  ['a lock that outlasts all tries', new DatabaseBusyError(lite('SQLITE_BUSY')), sqlite, liteFile, /End what uses/],
  ['a locked row', new DatabaseBusyError(server(1205, 'Lock wait timeout')), mariadb, atServer, /PROCESSLIST/],
  ['a file that is gone', file('ENOENT'), {}, '/srv/foxden/x', /spelled/],
  [
    'a database that is gone',
    server(1049, "Unknown database 'sync'"),
    mariadb,
    'sync at db.example.org',
    /CREATE DATABASE/,
  ],
  [
    'a socket that is gone',
    failed({ code: 'ENOENT', syscall: 'connect', path: '/run/db.sock', fatal: true }),
    mariadb,
    '/run/db.sock',
    /See that it runs/,
  ],
  [
    'a program that is not there',
    failed({ code: 'ENOENT', syscall: 'spawn sendmail', path: 'sendmail' }),
    {},
    'sendmail',
    /Install it/,
  ],
  ['a share that is gone', file('ESTALE'), {}, '/srv/foxden/x', /Mount it again/],
  ['a refused connection', onTheWay('ECONNREFUSED'), mariadb, '192.0.2.7:3307', /See that it runs/],
  ['a connection that times out', onTheWay('ETIMEDOUT'), mariadb, '192.0.2.7:3307', /See that it runs/],
  [
    'a connection that is cut off',
    failed({ code: 'PROTOCOL_CONNECTION_LOST', fatal: true }),
    mariadb,
    atServer,
    /runs/,
  ],
  [
    'an unknown host',
    failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'db.example.org', fatal: true }),
    mariadb,
    'db.example.org',
    /host and port/,
  ],
  [
    'no DNS',
    failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: 'db.example.org' }),
    {},
    'db.example.org',
    /DNS/,
  ],
  ['no network', failed({ code: 'ENETUNREACH', address: '192.0.2.7', port: 25 }), {}, '192.0.2.7:25', /network/],
  [
    'a wrong password',
    server(1045, "Access denied for user 'foxden'@'10.0.0.1'"),
    mariadb,
    atServer,
    /FOXDEN_DATABASE_URL/,
  ],
  [
    'an empty password',
    server(1698, "Access denied for user 'foxden'@'10.0.0.1'"),
    mariadb,
    atServer,
    /FOXDEN_DATABASE_URL/,
  ],
  ['too many connections', server(1040, 'Too many connections'), mariadb, atServer, /max_connections/],
  ['a statement that is ended', server(1969, 'max_statement_time exceeded'), mariadb, atServer, /Wait/],
  ['a snapshot that is too old', server(1020, 'Record has changed'), mariadb, atServer, /PROCESSLIST/],
  ['a file that fails', server(1026, 'Error writing file (errno: 5)'), mariadb, atServer, /repair/],
  ['a temporary file that is full', server(1026, 'errno: 28 "No space left"'), mariadb, atServer, /Make room/],
  [
    'a result that is too large',
    server(1301, 'larger than max_allowed_packet'),
    mariadb,
    atServer,
    /max_allowed_packet/,
  ],
  ['a server that leaves', server(1053, 'Server shutdown in progress'), mariadb, atServer, /Wait/],
  ['a node without its cluster', server(1047, 'WSREP has not yet prepared node'), mariadb, atServer, /majority/],
  [
    'a port in use',
    failed({ code: 'EADDRINUSE', syscall: 'listen', address: '0.0.0.0', port: 8000 }),
    {},
    '0.0.0.0:8000',
    /FOXDEN_LISTEN/,
  ],
  [
    'a port of root',
    failed({ code: 'EACCES', syscall: 'listen', address: '::', port: 443 }),
    {},
    '[::]:443',
    /FOXDEN_LISTEN/,
  ],
  [
    'an address of another machine',
    failed({ code: 'EADDRNOTAVAIL', address: '192.0.2.7', port: 80 }),
    {},
    '192.0.2.7:80',
    /one that it has/,
  ],
  ['an expired certificate', tls('CERT_HAS_EXPIRED'), {}, 'sync.example.org', /renew/],
  ['a clock that is behind', tls('CERT_NOT_YET_VALID'), {}, 'sync.example.org', /NTP/],
  ['a certificate of nobody', tls('DEPTH_ZERO_SELF_SIGNED_CERT'), {}, 'sync.example.org', /authority/],
  ['a certificate for another', tls('ERR_TLS_CERT_ALTNAME_INVALID'), {}, 'sync.example.org', /name/],
  ['no TLS at all', tls('ERR_SSL_WRONG_VERSION_NUMBER'), {}, 'sync.example.org', /port/],
  ['a broken key', failed({ code: 'ERR_OSSL_UNSUPPORTED' }), {}, 'certificate or a key', /PEM/],
  [
    'an error in an error',
    failed({}, failed({ code: 'UND_ERR_CONNECT_TIMEOUT' }, onTheWay('ETIMEDOUT'))),
    {},
    '',
    /firewall/,
  ],
  [
    'several errors at once',
    new AggregateError([failed({ code: 'ECONNREFUSED', address: '::1', port: 8000 })]),
    {},
    '[::1]:8000',
    /Start/,
  ],
  ['too many files', file('EMFILE'), {}, 'open files', /ulimit/],
  ['no memory', failed({ code: 'ENOMEM', syscall: 'spawn' }), {}, 'memory', /FOXDEN_WORKERS/],
])('says of %s what happened, where, and what to do', async (_, error, place, where, next) => {
  const explanation = explain(error, place)!;
  expect(explanation.cause).toContain(where);
  expect(explanation.fix).toMatch(next);
  const text = inWords(error, place);
  expect(text).not.toMatch(/undefined|\[object|hunter2|it failed\.? ?$|\n/);
  expect(text).toMatch(/^[A-Z/0-9[s].*[.)]$|FILE$/);
  const thrown = explaining(place, () => Promise.reject(error));
  await expect(thrown).rejects.toThrow(SurroundingsError);
});

it.each([
  ['a bug', new TypeError('x is undefined')],
  ['a statement that is wrong', failed({ code: 'SQLITE_ERROR' })],
  ['wrong SQL', server(1064, 'You have an error in your SQL syntax')],
  ['what speaks for itself', new NewerSchemaError(9, 8)],
  ['no error', 'text'],
])('leaves %s alone', async (_, error) => {
  expect(explain(error, sqlite)).toBeUndefined();
  await expect(explaining(sqlite, () => Promise.reject(error))).rejects.toBe(error);
});
