import type { PasswordRecord } from '../../sync-client/records.ts';

const columns: [name: string, value: (record: PasswordRecord) => string | number | null | undefined][] = [
  ['url', ({ hostname }) => hostname],
  ['username', ({ username }) => username],
  ['password', ({ password }) => password],
  ['httpRealm', ({ httpRealm }) => httpRealm],
  ['formActionOrigin', ({ formSubmitURL }) => formSubmitURL],
  // Braces and all, as Firefox itself names a login.
  ['guid', ({ id }) => id],
  ['timeCreated', ({ timeCreated }) => timeCreated],
  ['timeLastUsed', ({ timeLastUsed }) => timeLastUsed],
  ['timePasswordChanged', ({ timePasswordChanged }) => timePasswordChanged],
];

/** Writes passwords as the CSV file that Firefox exports and imports, other browsers too. */
export function toPasswordsCsv(records: readonly PasswordRecord[]): string {
  const rows = records.map((record) => columns.map(([, value]) => cell(value(record))).join(','));
  return [columns.map(([name]) => cell(name)).join(','), ...rows].join('\r\n');
}

const cell = (value: string | number | null | undefined) =>
  value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
