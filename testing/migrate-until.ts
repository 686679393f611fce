import { openDatabase } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { changesMore } from './changes-more.ts';

// Migrates a database and dies, as by a power cut, just before its nth statement that changes more than its lease.
// Arguments: the database as JSON, n.

let left = Number(process.argv[3]);
const db = openDatabase(JSON.parse(process.argv[2]!), (sql) => {
  if (changesMore(sql) && --left === 0) process.kill(process.pid, 'SIGKILL');
});
await migrate(db);
await db.close();
