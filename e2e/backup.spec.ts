import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { hasMariadb } from '../testing/mariadb.ts';
import { addBookmark, addManyBookmarks, listBookmarks } from './harness/firefox/bookmarks.ts';
import { addLogin, listLogins } from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { cleanSync, firstSync, syncClean, syncNow } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { signIn, signUp } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'backup@example.org', password: 'a den with two exits' };

for (const engine of ['sqlite', 'mariadb'] as const) {
  test.describe(`a backup of ${engine} brings everything back`, () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(!hasFirefox(), 'needs firefox-esr');
    test.skip(engine === 'mariadb' && !hasMariadb(), 'needs mariadb-server');

    let foxden: Foxden;
    let a: Firefox;
    let b: Firefox;
    let archive: string;

    test.beforeAll(async () => {
      foxden = await startFoxden(engine);
      a = await launchFirefox(foxden.url);
    });
    test.afterAll(async () => {
      await Promise.all([a?.destroy(), b?.destroy()]);
      await foxden?.destroy();
    });

    test('while Foxden runs', async () => {
      await addManyBookmarks(a, 'before', 120);
      await addLogin(a, 'https://login.example', 'renate', 'in the backup');
      await signUp(a, person);
      await firstSync(a);
      await syncClean(a);
      expect(await foxden.cli('backup')).toMatch(/Saved \d+ rows in .*\n[\s\S]*passphrase/);
      const dir = join(foxden.dataDir, 'backups');
      archive = join(dir, readdirSync(dir).find((name) => name.startsWith('foxden-manual-'))!);
    });

    test('after the data was lost, the same Firefox goes on and uploads what the backup lacks', async () => {
      await addBookmark(a, 'After the backup', 'https://after.example/');
      await syncClean(a);
      await foxden.stop();
      if (engine === 'sqlite') {
        for (const suffix of ['', '-wal', '-shm'])
          rmSync(join(foxden.dataDir, `foxden.sqlite${suffix}`), { force: true });
        expect(existsSync(join(foxden.dataDir, 'foxden.sqlite'))).toBe(false);
      }
      expect(await foxden.cli('restore', archive)).toMatch(/Restored \d+ rows/);
      await foxden.start();
      await expect.poll(() => syncNow(a)).toEqual(cleanSync);
      expect((await listBookmarks(a)).filter(({ path }) => path.startsWith('/before/'))).toHaveLength(120);
    });

    test('and all of it reaches another, fresh Firefox', async () => {
      b = await launchFirefox(foxden.url);
      await signIn(b, person);
      await firstSync(b);
      await syncClean(b);
      const bookmarks = await listBookmarks(b);
      expect(bookmarks.map(({ path }) => path)).toContain('/After the backup');
      expect(bookmarks).toEqual(await listBookmarks(a));
      expect(await listLogins(b, 'https://login.example')).toEqual([{ username: 'renate', password: 'in the backup' }]);
    });

    test('also into the running Foxden, and both Firefoxes go on', async () => {
      await addBookmark(b, 'Only on B so far', 'https://b.example/');
      await syncClean(b);
      expect(await foxden.cli('restore', archive)).toMatch(/before-restore/);
      for (const browser of [a, b]) await expect.poll(() => syncNow(browser)).toEqual(cleanSync);
      for (const browser of [a, b]) await syncClean(browser);
      expect((await listBookmarks(a)).map(({ path }) => path)).toEqual(
        expect.arrayContaining(['/After the backup', '/Only on B so far']),
      );
      expect(await listBookmarks(b)).toEqual(await listBookmarks(a));
    });
  });
}
