import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { StorageClient } from '../../../testing/storage-client.ts';
import { startTestServer } from '../../../testing/test-server.ts';
import { createConfig } from '../../config/config.ts';
import { readEnv } from '../../config/read-env.ts';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { migrations } from './index.ts';

describeOnEngines('an upload that was open during the upgrade', (engine) => {
  it('goes on, though the upgrade was cut off once', async () => {
    const env = await engine.env();
    const db = openDatabase(createConfig(readEnv(env)).database);
    await migrate(db, { migrations: migrations.filter(({ id }) => id <= 7) });
    const now = Math.floor(Date.now() / 10);
    await sql`INSERT INTO storage_users VALUES (7, ${now}, 0, 1)`.execute(db.query);
    await sql`INSERT INTO storage_batches VALUES (7, 'b1', 'col', ${now}, 3, 2), (7, 'b2', 'col', ${now}, 1, 1)`.execute(
      db.query,
    );
    // The batch b1 was sent the record y twice.
    await sql`INSERT INTO storage_batch_items (uid, batch, id, payload, size) VALUES
      (7, 'b1', 'y', 'Y', 1), (7, 'b1', 'x', 'X', 1), (7, 'b2', 'x', '2', 1)`.execute(db.query);
    const step = db.engine.statementsOf(migrations.find(({ id }) => id === 8)!);
    for (const statement of step.slice(0, -1)) await sql.raw(statement).execute(db.query);
    await db.close();

    const server = await startTestServer({ name: engine.name, env: async () => env });
    const masterSecret = server.ctx.secrets.masterSecrets[0]!;
    const client = new StorageClient({ url: server.url, masterSecret, uid: 7 });
    expect((await client.post('/storage/col?batch=b1', [{ id: 'z', payload: 'Z' }])).status).toBe(202);
    const more = [
      { id: 'x', sortindex: 5 },
      { id: 'z', payload: 'ZZ' },
    ];
    expect((await client.post('/storage/col?batch=b1&commit=true', more)).status).toBe(200);
    const records = (await client.get('/storage/col?full=1&sort=oldest')).json as { id: string }[];
    expect(records.sort((one, other) => (one.id < other.id ? -1 : 1))).toMatchObject([
      { id: 'x', payload: 'X', sortindex: 5 },
      { id: 'y', payload: 'Y' },
      { id: 'z', payload: 'ZZ' },
    ]);
    await server.stop();
  });
});
