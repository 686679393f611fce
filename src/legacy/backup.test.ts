import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { OldBrowser } from '../../testing/legacy/old-browser.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { createBackup } from '../backup/create-backup.ts';
import { restore } from '../backup/restore.ts';
import { createSecrets } from '../config/secrets.ts';
import { migrations } from '../database/migrations/index.ts';
import { renewSync } from '../storage/renew-sync.ts';

const passphrase = 'a den of old foxes';

describeOnEngines('a backup of Sync 1.1', (engine) => {
  it('brings accounts and data back, with stamps above now, and gives no uid twice', async () => {
    const env = await engine.env();
    const start = () => startTestServer({ ...engine, env: async () => env }, { env: { FOXDEN_RATE_LIMITS: 'off' } });
    let server = await start();
    const { config } = server.ctx;
    await createSecrets(config);
    const uidOf = async (joe: OldBrowser) =>
      (
        await server.ctx.db.query
          .selectFrom('legacy_users')
          .select('uid')
          .where('name', '=', joe.name)
          .executeTakeFirst()
      )?.uid;
    const joe = await new OldBrowser(server.url).signUp();
    await joe.sync('PUT', '/storage/bookmarks/a', { payload: 'kept', parentid: 'menu' });
    const backupDir = join(config.dataDir, 'backups');
    const schema = migrations.at(-1)!.id;
    const { file } = await createBackup({
      config,
      dir: backupDir,
      label: 'manual',
      passphrase,
      schema,
      version: '1.0.0',
    });
    const late = await new OldBrowser(server.url).signUp();
    const lateUid = (await uidOf(late))!;
    const stamp = Number((await joe.sync('PUT', '/storage/bookmarks/b', { payload: 'after the backup' })).text);
    await server.stop();

    await restore({ config, file, passphrase, backupDir, version: '1.0.0', renewSync });
    server = await start();
    const again = new OldBrowser(server.url, joe.mail, joe.password);
    expect((await again.sync('GET', '/storage/bookmarks/b')).status).toBe(404);
    const record = (await again.sync('GET', '/storage/bookmarks/a')).json as { modified: number };
    expect(record).toMatchObject({ payload: 'kept', parentid: 'menu' });
    expect(record.modified).toBeGreaterThan(stamp);
    expect((await again.sync('GET', '/info/collections')).json).toEqual({ bookmarks: record.modified });
    expect((await again.sync('GET', `/storage/bookmarks?newer=${stamp}`)).json).toEqual(['a']);
    const next = await new OldBrowser(server.url).signUp();
    expect(await uidOf(next)).toBeGreaterThan(lateUid);
    await server.stop();
  });
});
