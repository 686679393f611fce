import { createConnection } from 'mysql2/promise';
import { openSqlite } from '../../../src/database/sqlite-connection.ts';

/** How much a database is to hold. */
export interface Size {
  users: number;
  recordsPerUser: number;
}

export const firstFilledUid = 10_000_000;

// Every hundredth record has ended, so that a purge has something to do.
const columns = '(uid, collection, id, modified, sortindex, payload, size, expiry)';
const usersPerStep = 200;

/** Puts users with records into a SQLite file by statements of its own: thousands of times as fast as by requests. */
export function fillSqlite(file: string, { users, recordsPerUser }: Size): void {
  const connection = openSqlite(file);
  // Foxden runs beside it.
  connection.pragma('busy_timeout = 30000');
  const numbers = (name: string, from: string, count: string) =>
    `${name}(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM ${name} WHERE n + 1 < ${from} + ${count})`;
  const bsos =
    connection.prepare(`WITH RECURSIVE ${numbers('u', '+:from', '+:users')}, ${numbers('r', '0', '+:records')}
    INSERT INTO storage_bsos ${columns}
    SELECT u.n, 'history', printf('%012x', r.n * 7919), :now - 100000 + r.n, NULL, hex(randomblob(150)), 300,
      CASE r.n % 100 WHEN 7 THEN :now - 1 END FROM u, r`);
  const collections = connection.prepare(`WITH RECURSIVE ${numbers('u', '+:from', '+:users')}
    INSERT INTO storage_collections (uid, name, modified, bytes, charge)
    SELECT n, 'history', :now, :records * 300, :records * 300 FROM u`);
  const owners = connection.prepare(`WITH RECURSIVE ${numbers('u', '+:from', '+:users')}
    INSERT INTO storage_users (uid, modified, previous, writes) SELECT n, :now, 0, 1 FROM u`);
  const now = Math.floor(Date.now() / 10) - 1000;
  for (let done = 0; done < users; done += usersPerStep) {
    const step = { from: firstFilledUid + done, users: Math.min(usersPerStep, users - done) };
    connection
      .transaction(() => {
        owners.run({ ...step, now });
        collections.run({ ...step, now, records: recordsPerUser });
        bsos.run({ ...step, now, records: recordsPerUser });
      })
      .immediate();
  }
  connection.close();
}

/** The same on MariaDB, whose engine SEQUENCE has the numbers. */
export async function fillMariadb(url: string, { users, recordsPerUser }: Size): Promise<void> {
  const { searchParams, pathname, username } = new URL(url);
  const connection = await createConnection({
    socketPath: searchParams.get('socket')!,
    user: username,
    database: pathname.slice(1),
  });
  const now = Math.floor(Date.now() / 10) - 1000;
  for (let done = 0; done < users; done += usersPerStep) {
    const from = firstFilledUid + done;
    const numbers = `seq_${from}_to_${from + Math.min(usersPerStep, users - done) - 1}`;
    await connection.query(`INSERT INTO storage_users (uid, modified, previous, writes)
      SELECT seq, ${now}, 0, 1 FROM ${numbers}`);
    await connection.query(`INSERT INTO storage_collections (uid, name, modified, bytes, charge)
      SELECT seq, 'history', ${now}, ${recordsPerUser * 300}, ${recordsPerUser * 300} FROM ${numbers}`);
    await connection.query(`INSERT INTO storage_bsos ${columns}
      SELECT u.seq, 'history', LPAD(HEX(r.seq * 7919), 12, '0'), ${now} - 100000 + r.seq, NULL,
        REPEAT(SHA2(CONCAT(u.seq, '-', r.seq), 256), 5), 320, IF(r.seq % 100 = 7, ${now} - 1, NULL)
      FROM ${numbers} u, seq_0_to_${recordsPerUser - 1} r`);
  }
  await connection.end();
}
