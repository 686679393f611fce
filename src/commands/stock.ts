import { setTimeout as sleep } from 'node:timers/promises';
import { countUsers } from '../admin/store/totals.ts';
import { newestBackup } from '../backup/newest-backup.ts';
import type { Config } from '../config/config.ts';
import { type Database, databaseExists, openDatabase } from '../database/database.ts';
import { inWords } from '../failures/explain.ts';
import { freeBytes } from '../failures/free-bytes.ts';

/** What an appliance has, whether it runs or not. Absent: could not be found out; `problems` say why. */
export interface Stock {
  users?: number;
  databaseBytes?: number;
  diskFreeBytes?: number;
  lastBackup?: { file: string; at: number };
  problems: string[];
}

/** How long a database may take to answer here, in ms: what is wrong with it must not keep the rest from being told. */
const patience = 2000;

/** Looks at the database, the disk and the backups of an appliance. Never throws, and never takes long. */
export async function lookAtStock(config: Config): Promise<Stock> {
  const stock: Stock = { diskFreeBytes: freeBytes(config.dataDir), problems: [] };
  const newest = await newestBackup(config.backup.dir).catch(() => undefined);
  if (newest) stock.lastBackup = { file: newest.file, at: newest.at };
  let db: Database | undefined;
  try {
    if (databaseExists(config.database)) {
      db = openDatabase(config.database);
      const asked = Promise.all([countUsers(db, config.accounts), db.engine.size(db.query)]);
      const answers = await Promise.race([asked, sleep(patience, undefined, { ref: false })]);
      if (answers) [stock.users, stock.databaseBytes] = answers;
      else stock.problems.push(`The database has not answered for ${patience / 1000} seconds.`);
      asked.catch(() => {});
    }
  } catch (error) {
    stock.problems.push(inWords(error, config));
  }
  // One that doesn't answer can't be waited for; the process ends anyway.
  void db?.close().catch(() => {});
  return stock;
}
