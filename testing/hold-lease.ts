import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../src/database/database.ts';
import { withLease } from '../src/database/lease.ts';

// Holds a lease until it is killed, and says so as soon as it has it. Arguments: the database as JSON, the lease's name.

const db = openDatabase(JSON.parse(process.argv[2]!));
await withLease(db, process.argv[3]!, async () => {
  console.log('held');
  for (;;) await sleep(1000);
});
