/** Licences of packages that may become a part of Foxden, which is under the MPL-2.0; and of tools that only make it. */
const accepted = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
]);
const acceptedForTools = new Set([...accepted, 'CC0-1.0']);

/** What package-lock.json says of its packages, as far as it matters here. */
export interface Lock {
  packages: Record<string, { license?: string; dev?: boolean }>;
}

/**
 * Finds packages whose licence nobody has accepted. Of a choice (`A OR B`) one part is enough.
 *
 * @returns A sentence for each.
 */
export function doubtfulLicences(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, { license = 'none', dev = false }]) => {
    const choices = license.replace(/^\(|\)$/g, '').split(' OR ');
    const known = dev ? acceptedForTools : accepted;
    if (path === '' || choices.some((choice) => known.has(choice))) return [];
    return [
      `${path} has the licence ${license}: accept it in scripts/check/dependencies.ts, or do without the package`,
    ];
  });
}

/**
 * Finds dependencies without a reason in docs/decisions/dependencies.md, and reasons for what is no dependency.
 *
 * @param wanted - Names from package.json.
 * @param record - Text of the file; the first column of its table has the names.
 * @returns A sentence for each.
 */
export function dependenciesWithoutReason(wanted: string[], record: string): string[] {
  const named = record
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| Package'))
    .flatMap((line) => line.split('|')[1]!.split(','))
    .map((name) => name.replace(/\(.*\)/, '').trim());
  return [
    ...wanted
      .filter((name) => !named.includes(name))
      .map((name) => `docs/decisions/dependencies.md gives no reason for ${name}`),
    ...named
      .filter((name) => !wanted.includes(name))
      .map((name) => `docs/decisions/dependencies.md names ${name}, which package.json doesn't have`),
  ];
}
