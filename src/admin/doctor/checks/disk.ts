import { freeOn, leastFree } from '../../../database/database-disk.ts';
import { type Check, type Finding, ok, problem, warning } from '../finding.ts';

const mebibyte = 1024 * 1024;

/** Room on the disk of the data dir, and on the database's where that is another one. */
export const checkDisk: Check = async ({ config, db }) => {
  const fix = 'Free some space or move FOXDEN_DATA_DIR to a larger disk. Old backups and logs in it may go.';
  const findings = [look(config.dataDir, fix)];
  const folder = db === null ? undefined : await db.engine.folder(db.query).catch(() => undefined);
  if (folder !== undefined && folder !== config.dataDir) {
    findings.push(look(folder, 'Make room there, or move the database to a larger disk.'));
  }
  return findings;
};

function look(folder: string, fix: string): Finding {
  const bytes = freeOn(folder);
  if (bytes === undefined) return warning('disk', `How much is free in ${folder} can't be told.`, fix);
  const free = Math.floor(bytes / mebibyte);
  const says = `${free} MiB are free in ${folder}.`;
  if (bytes < leastFree) return problem('disk', `${says} Nothing new is stored while it is so little.`, fix);
  if (free < 200) return problem('disk', says, fix);
  return free < 1024 ? warning('disk', says, fix) : ok('disk', says);
}
