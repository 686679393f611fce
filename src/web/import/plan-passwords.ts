import { livingOnes, type OpenRecord, type PasswordRecord } from '../sync-client/records.ts';
import type { Change } from '../sync-client/sync-client.ts';
import { originOf } from './addresses.ts';
import { emptySummary, type ImportedLogin, type ImportedLogins, preview } from './imported.ts';
import type { ImportPlan } from './plan-bookmarks.ts';

interface Known {
  id: string;
  record: PasswordRecord;
  isNew: boolean;
}

/**
 * Compares a file with the passwords that are stored, by Firefox's own rules: the same site and user name are one login, and of two
 * passwords the one that was changed later counts; where the file doesn't tell, what is stored stays.
 *
 * @param now - In ms; for what has no date of its own.
 */
export function planPasswords(
  { logins, unusable }: ImportedLogins,
  stored: readonly OpenRecord<'passwords'>[],
  now: number,
): ImportPlan {
  const summary = emptySummary('passwords', unusable);
  const known = new Map<string, Known[]>();
  const written = new Map<string, PasswordRecord>();
  // Old ones have hosts in other letters than Firefox has them now.
  const keyOf = (origin = '', username = '') => `${originOf(origin) ?? origin}\n${username}`;
  const remember = (entry: Known) => {
    const key = keyOf(entry.record.hostname, entry.record.username);
    known.set(key, [...(known.get(key) ?? []), entry]);
  };
  for (const { id, clear } of livingOnes<'passwords'>(stored)) remember({ id, record: clear, isNew: false });

  for (const login of logins) {
    const same = known
      .get(keyOf(login.origin, login.username))
      ?.find(({ record }) => login.httpRealm === undefined || (record.httpRealm || null) === login.httpRealm);
    if (!same) {
      const entry = { id: `{${crypto.randomUUID()}}`, record: recordOf(login, now), isNew: true };
      remember(entry);
      written.set(entry.id, entry.record);
      summary.added++;
      preview(summary.lines.added, login.origin, login.username);
    } else if (same.record.password === login.password) {
      summary.present++;
    } else if ((login.timePasswordChanged ?? 0) > (same.record.timePasswordChanged ?? 0)) {
      const { password, timePasswordChanged } = login;
      const isFirst = !written.has(same.id);
      same.record = { ...same.record, password, timePasswordChanged: timePasswordChanged! };
      written.set(same.id, same.record);
      if (same.isNew || !isFirst) summary.present++;
      else {
        summary.changed++;
        preview(summary.lines.changed, login.origin, login.username);
      }
    } else {
      summary.kept++;
      preview(summary.lines.kept, login.origin, login.username);
    }
  }
  const changes = [...written].map(([id, record]): Change => ({ id, clear: { id, ...record } }));
  return { summary: { ...summary, isEmpty: changes.length === 0 }, changes };
}

function recordOf(login: ImportedLogin, now: number): PasswordRecord {
  return {
    hostname: login.origin,
    formSubmitURL: login.formActionOrigin,
    httpRealm: login.httpRealm ?? null,
    username: login.username,
    password: login.password,
    usernameField: '',
    passwordField: '',
    timeCreated: login.timeCreated ?? login.timePasswordChanged ?? now,
    timePasswordChanged: login.timePasswordChanged ?? login.timeCreated ?? now,
  };
}
