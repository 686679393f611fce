import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { describeOnEngines, type Engine } from '../../testing/engines.ts';
import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { createSecrets, readSecrets } from '../config/secrets.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { migrate } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import { type Progress, percent, type TellProgress } from '../log/progress.ts';
import { backUp } from './back-up.ts';
import { createBackup } from './create-backup.ts';
import { verifyArchive } from './read-archive.ts';
import { restore, restoreMarker } from './restore.ts';
import { expiredBackups } from './retention.ts';
import { isSavedFile } from './saved-files.ts';

const passphrase = 'a den of foxes';
const schema = migrations.at(-1)!.id;
const uid = '0'.repeat(31);

describeOnEngines('backup and restore', (engine) => {
  const open: Database[] = [];
  afterEach(() => Promise.all(open.splice(0).map((db) => db.close())));

  const installation = async (on: Engine = engine) => {
    const config = createConfig(readEnv(await on.env()));
    const connect = () => {
      const db = openDatabase(config.database);
      open.push(db);
      return db;
    };
    const backupDir = join(config.dataDir, 'backups');
    const save = (label = 'manual', onProgress?: TellProgress) =>
      createBackup({ config, dir: backupDir, label, passphrase, schema, version: '1.0.0', onProgress });
    const bring = (file: string, words = passphrase, onProgress?: TellProgress) =>
      restore({ config, file, passphrase: words, backupDir, version: '1.0.0', renewSync: async () => {}, onProgress });
    return { config, connect, backupDir, save, bring };
  };

  const filled = async () => {
    const home = await installation();
    const db = home.connect();
    await migrate(db);
    await createSecrets(home.config);
    await addAccounts(db, 450);
    await addCommand(db);
    return { ...home, db };
  };

  it('bring every row and the keys back, also into an empty installation', async () => {
    const { db, config, save } = await filled();
    const { file, rows } = await save();
    expect(rows).toMatchObject({ accounts: 450, device_commands: 1 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const other = await installation();
    expect(await other.bring(file)).toEqual({ rows, restorePoint: undefined });
    const restored = other.connect();
    expect(await accounts(restored)).toEqual(await accounts(db));
    expect(readSecrets(other.config)).toEqual(readSecrets(config));
    expect(await migrate(restored)).toMatchObject({ applied: [] });
  });

  it('go through a restore point, and device commands get larger numbers than ever (accounts.md §6.5)', async () => {
    const { db, config, save, bring } = await filled();
    const { file } = await save();
    await addAccounts(db, 1, 'later');
    for (let i = 0; i < 5; i++) await addCommand(db);
    const highest = await addCommand(db);
    await db.close();
    open.length = 0;
    const { restorePoint } = await bring(file);
    const again = openDatabase(config.database);
    open.push(again);
    expect(await accounts(again)).toHaveLength(450);
    expect(await addCommand(again)).toBeGreaterThan(highest);
    const point = await verifyArchive(restorePoint!, passphrase);
    expect(point.rows.accounts).toBe(451);
    expect(existsSync(join(config.dataDir, restoreMarker))).toBe(false);
  });

  it('tell how far they are, step by step, each to its end', async () => {
    const { save, bring } = await filled();
    const told: Progress[] = [];
    const { file } = await save('manual', (progress) => told.push(progress));
    await bring(file, passphrase, (progress) => told.push(progress));
    const steps = new Map<string, number[]>();
    for (const each of told) steps.set(each.step, [...(steps.get(each.step) ?? []), percent(each)]);
    expect([...steps.keys()]).toEqual([
      'saving rows',
      'reading it back',
      'checking the backup',
      'saving rows (what is there now)',
      'reading it back (what is there now)',
      'putting rows back',
      'making it new for browsers',
    ]);
    for (const [step, percents] of steps) {
      expect(percents, step).toEqual([...percents].sort((a, b) => a - b));
      expect(
        percents.filter((each) => each === 100),
        step,
      ).toHaveLength(1);
      expect(percents.at(-1), step).toBe(100);
    }
    expect(steps.get('saving rows')!.length).toBeGreaterThan(2);
  });

  it('hold nothing readable, and open with no other passphrase', async () => {
    const { save, bring } = await filled();
    const { file } = await save();
    const bytes = await readFile(file);
    for (const word of ['person', 'example.org', 'accounts', uid]) expect(bytes.includes(word), word).toBe(false);
    await expect(bring(file, 'another')).rejects.toThrow(/passphrase/);
  });

  it('refuse a damaged, cut-off or foreign archive before touching anything', async () => {
    const { db, save, bring, backupDir } = await filled();
    const { file } = await save();
    const before = await accounts(db);
    const bytes = await readFile(file);
    for (const position of [100, bytes.length >> 1, bytes.length - 3]) {
      const damaged = Buffer.from(bytes);
      damaged[position]! ^= 1;
      await writeFile(join(backupDir, 'damaged.foxden'), damaged);
      await expect(bring(join(backupDir, 'damaged.foxden'))).rejects.toThrow(/does not open|can't be read/);
    }
    await truncate(file, bytes.length - 20);
    await expect(bring(file)).rejects.toThrow(/does not open|can't be read/);
    await writeFile(file, 'not an archive, but long enough to have a head and a tag');
    await expect(bring(file)).rejects.toThrow(/not a Foxden backup/);
    expect(await accounts(db)).toEqual(before);
  });

  it('that fail half way leave SQLite whole, and say of MariaDB that it is not', async () => {
    const { db, config, save, backupDir } = await filled();
    const { file } = await save();
    await addAccounts(db, 1, 'later');
    const before = await accounts(db);
    const renewSync = async () => {
      throw new Error('no space left on device');
    };
    const failing = restore({ config, file, passphrase, backupDir, version: '1.0.0', renewSync });
    await expect(failing).rejects.toThrow('no space left');
    expect(existsSync(join(config.dataDir, restoreMarker))).toBe(config.database.engine === 'mariadb');
    if (config.database.engine === 'mariadb') return;
    expect(await accounts(db)).toEqual(before);
    expect((await readdir(config.dataDir)).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it('refuse an archive of a newer Foxden in words', async () => {
    const { config, backupDir, bring } = await filled();
    const { file } = await createBackup({
      config,
      dir: backupDir,
      label: 'future',
      passphrase,
      schema: schema + 1,
      version: '9.0.0',
    });
    await expect(bring(file)).rejects.toThrow(/Foxden 9\.0\.0/);
  });

  it('see one moment, though people go on writing', async () => {
    const { connect, save } = await filled();
    const writer = connect();
    let stopped = false;
    const writing = (async () => {
      for (let i = 0; !stopped; i++) {
        await breathe();
        await writer.transaction(async (tx) => {
          await tx
            .insertInto('foxden_meta')
            .values({ name: `a${i}`, value: '' })
            .execute();
          await tx
            .insertInto('foxden_meta')
            .values({ name: `b${i}`, value: '' })
            .execute();
        });
      }
    })();
    const reports = [await save('one'), await save('two')];
    stopped = true;
    await writing;
    for (const { rows } of reports) expect(rows.foxden_meta! % 2).toBe(0);
  });

  it('need a database, and make none where there is none', async () => {
    const { config } = await installation();
    await expect(backUp(config, 'manual')).rejects.toThrow(/no database yet/);
    expect(await readdir(config.dataDir)).toEqual([]);
  });

  it('leave no half-written file behind', async () => {
    const { config, backupDir } = await filled();
    const broken = { ...config, database: { engine: 'sqlite' as const, file: join(config.dataDir, 'missing.sqlite') } };
    await expect(
      createBackup({ config: broken, dir: backupDir, label: 'x', passphrase, schema, version: '1' }),
    ).rejects.toThrow();
    expect(await readdir(backupDir)).toEqual([]);
  });
});

describe('files of an archive', () => {
  it('are only those that a backup saves, and never lead out of the data dir', () => {
    for (const name of ['keys/secrets.json', 'keys/tls/account.json', 'tls/authority.crt']) {
      expect(isSavedFile(name), name).toBe(true);
    }
    for (const name of [
      '../x',
      'keys/tls/../../x',
      'keys/tls/..',
      '/etc/passwd',
      'foxden.sqlite',
      'keys/backup-passphrase',
    ]) {
      expect(isSavedFile(name), name).toBe(false);
    }
  });
});

describe('retention', () => {
  it('keeps the newest of 7 days, 4 weeks and 3 months, and never touches other files', () => {
    const names = Array.from({ length: 200 }, (_, i) => {
      const date = new Date(Date.UTC(2026, 10, 22, 3) - i * 86_400_000).toISOString();
      return `foxden-nightly-${date.slice(0, 10)}T030000Z.foxden`;
    });
    const expired = new Set(
      expiredBackups([...names, 'foxden-before-restore-x.foxden'], { daily: 7, weekly: 4, monthly: 3 }),
    );
    const kept = names.filter((name) => !expired.has(name)).map((name) => name.slice(15, 25));
    expect(kept.slice(0, 7)).toEqual(names.slice(0, 7).map((name) => name.slice(15, 25)));
    expect(kept).toEqual(expect.arrayContaining(['2026-10-31', '2026-09-30']));
    expect(kept.length).toBeLessThanOrEqual(14);
    expect(expired.has('foxden-before-restore-x.foxden')).toBe(false);
  });
});

const accounts = (db: Database) => db.query.selectFrom('accounts').selectAll().orderBy('uid').execute();

async function addAccounts(db: Database, count: number, word = 'person'): Promise<void> {
  const hex = (text: string, length: number) => createHash('sha256').update(text).digest('hex').slice(0, length);
  const rows = Array.from({ length: count }, (_, i) => ({
    uid: hex(`${word}${i}`, 32),
    email: `${word}${i}@example.org \u{1f98a} 'quoted"\\`,
    normalized_email: `${word}${i}@example.org`,
    kdf_email: `${word}${i}@example.org`,
    email_verified: 1,
    auth_salt: hex('a', 64),
    verify_hash: hex('b', 64),
    wrap_wrap_kb: hex('c', 64),
    ka: hex('d', 64),
    created_at: 1_700_000_000_000 + i,
    verifier_set_at: 1,
    keys_changed_at: 2,
    profile_changed_at: 3,
    locale: null,
    display_name: null,
    disabled_at: null,
  }));
  for (let i = 0; i < rows.length; i += 100)
    await db.query
      .insertInto('accounts')
      .values(rows.slice(i, i + 100))
      .execute();
}

async function addCommand(db: Database): Promise<number> {
  const result = await db.query
    .insertInto('device_commands')
    .values({ uid, device_id: uid, command: 'c', payload: '{}', sender: null, expires_at: 0 })
    .executeTakeFirstOrThrow();
  return Number(result.insertId);
}
