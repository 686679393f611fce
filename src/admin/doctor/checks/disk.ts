import { freeOn, leastFree } from '../../../database/database-disk.ts';
import { type Check, type Finding, ok, problem, warning } from '../finding.ts';

const mebibyte = 1024 * 1024;

const fixes = {
  own: 'Free some space or move FOXDEN_DATA_DIR to a larger disk. Old backups and logs in it may go.',
  other: 'Make room there, or move the database to a larger disk.',
};

/** Room on the disk of the data dir, and on the database's where that is another one. */
export const checkDisk: Check = async ({ config, db }) => {
  const findings = [look(config.dataDir, true)];
  const folder = db === null ? undefined : await db.engine.folder(db.query).catch(() => undefined);
  if (folder !== undefined && folder !== config.dataDir) findings.push(look(folder, false));
  return findings;
};

/** `own`: whether the folder is the data dir. */
function look(folder: string, own: boolean): Finding {
  const fix = own ? fixes.own : fixes.other;
  const bytes = freeOn(folder);
  if (bytes === undefined) {
    const saying = { id: 'free unknown', facts: { folder, own } } as const;
    return warning('disk', `How much is free in ${folder} can't be told.`, fix, saying);
  }
  const free = Math.floor(bytes / mebibyte);
  const says = `${free} MiB are free in ${folder}.`;
  const facts = { mebibytes: free, folder, own };
  if (bytes < leastFree) {
    const saying = { id: 'almost none free', facts } as const;
    return problem('disk', `${says} Nothing new is stored while it is so little.`, fix, saying);
  }
  const saying = { id: 'free', facts } as const;
  if (free < 200) return problem('disk', says, fix, saying);
  return free < 1024 ? warning('disk', says, fix, saying) : ok('disk', says, saying);
}
