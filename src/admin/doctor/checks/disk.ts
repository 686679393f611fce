import { statfs } from 'node:fs/promises';
import { type Check, ok, problem, warning } from '../finding.ts';

const mebibyte = 1024 * 1024;

/** Room on the disk of the data dir. */
export const checkDisk: Check = async ({ config }) => {
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = Math.floor((bavail * bsize) / mebibyte);
  const says = `${free} MiB are free in ${config.dataDir}.`;
  const fix = 'Free some space or move FOXDEN_DATA_DIR to a larger disk. Old backups and logs in it may go.';
  if (free < 200) return [problem('disk', says, fix)];
  if (free < 1024) return [warning('disk', says, fix)];
  return [ok('disk', says)];
};
