import { BadFileError } from '../sync-client/errors.ts';
import { originOf } from './addresses.ts';
import type { ImportedLogin, ImportedLogins } from './imported.ts';

/** Names of columns as Firefox, Chromium's kin, Safari and Bitwarden write them, in lower case. */
const columns = {
  origin: ['url', 'login_uri', 'website'],
  username: ['username', 'login_username'],
  password: ['password', 'login_password'],
  httpRealm: ['httprealm'],
  formActionOrigin: ['formactionorigin'],
  timeCreated: ['timecreated'],
  timePasswordChanged: ['timepasswordchanged'],
} as const;
type Column = keyof typeof columns;

/**
 * Reads a file of saved passwords: Firefox's, or one with the columns of Chrome, Edge, Safari or Bitwarden, in any order.
 *
 * @param now - In ms; times after it are not believed.
 * @throws {BadFileError} When it isn't such a file.
 */
export function readPasswordsCsv(text: string, now: number): ImportedLogins {
  const rows = readCsv(text);
  const head = rows.shift() ?? [];
  const places = new Map<Column, number>();
  for (const [column, names] of Object.entries(columns) as [Column, readonly string[]][]) {
    const place = head.findIndex((name) => names.includes(name.trim().toLowerCase()));
    if (place >= 0) places.set(column, place);
  }
  // Without the column of user names they would be lost without a word.
  if (!places.has('origin') || !places.has('username') || !places.has('password')) throw new BadFileError('columns');
  const logins: ImportedLogin[] = [];
  let unusable = 0;
  for (const row of rows) {
    const login = loginOf((column) => (places.has(column) ? (row[places.get(column)!] ?? '') : undefined), now);
    if (login) logins.push(login);
    else unusable++;
  }
  return { logins, unusable };
}

function loginOf(cell: (column: Column) => string | undefined, now: number): ImportedLogin | undefined {
  const origin = originOf(cell('origin')!);
  const password = cell('password')!;
  const username = cell('username')!;
  const realm = cell('httpRealm');
  const target = cell('formActionOrigin') ?? '';
  const action = target === 'javascript:' ? target : (originOf(target) ?? '');
  // Firefox refuses to keep these.
  if (origin === undefined || password === '' || /\0/.test(username + password)) return undefined;
  if (/[\0\r\n]/.test(realm ?? '')) return undefined;
  const timeCreated = timeOf(cell('timeCreated'), now);
  const timePasswordChanged = timeOf(cell('timePasswordChanged'), now) ?? timeCreated;
  return {
    origin,
    username,
    password,
    httpRealm: realm === '' ? null : realm,
    // A login belongs to a form or to a server's question, never to both.
    formActionOrigin: realm ? null : action,
    ...(timeCreated !== undefined && { timeCreated }),
    ...(timePasswordChanged !== undefined && { timePasswordChanged }),
  };
}

function timeOf(text: string | undefined, now: number): number | undefined {
  const time = Number(text);
  return Number.isInteger(time) && time > 0 && time <= now ? time : undefined;
}

/**
 * Takes a CSV file apart (RFC 4180), with commas, semicolons or tabs, as its first line has them.
 *
 * @throws {BadFileError} When its quotation marks don't end.
 */
function readCsv(file: string): string[][] {
  const text = file.replace(/^[\r\n]+/, '');
  const line = /^[^\r\n]*/.exec(text)![0];
  const separator = [',', ';', '\t'].reduce((best, each) =>
    line.split(each).length > line.split(best).length ? each : best,
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let value: string;
    if (text[at] === '"') {
      let end = at;
      do {
        end = text.indexOf('"', end + 1);
        if (end < 0) throw new BadFileError('quotes');
        // Two in a row are one of the text.
      } while (text[end + 1] === '"' && ++end);
      value = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
      value = text.slice(start, at);
    }
    row.push(value);
    if (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
      throw new BadFileError('quotes');
    }
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
      row.push('');
    }
    while (text[at] === '\n' || text[at] === '\r') at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
