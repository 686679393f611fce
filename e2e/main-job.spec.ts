import { expect } from '@playwright/test';
import { hasMariadb } from '../testing/mariadb.ts';
import {
  addBookmark,
  addManyBookmarks,
  listBookmarks,
  removeBookmark,
  updateBookmark,
} from './harness/firefox/bookmarks.ts';
import {
  addAutofill,
  addFormEntry,
  addHistory,
  addLogin,
  boolPref,
  changeLogin,
  exampleAddress,
  exampleCard,
  formEntries,
  historyTitle,
  listAutofill,
  listLogins,
  remoteTabs,
  removeHistory,
  removeLogins,
  setBoolPref,
} from './harness/firefox/everything-else.ts';
import { type Firefox, hasFirefox, launchFirefox } from './harness/firefox/launch.ts';
import { cleanSync, enabledEngines, firstSync, signOut, syncClean, syncNow, uiState } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';
import { openSignIn, signIn, signUp, typeSignIn } from './harness/sign-in.ts';
import { test } from './harness/test.ts';

const person = { email: 'Renate.Fuchs@example.org', password: 'correct horse battery' };
const syncedPref = 'browser.tabs.warnOnOpen';

for (const engine of ['sqlite', 'mariadb'] as const) {
  test.describe(`two stock Firefoxes sync through Foxden on ${engine}`, () => {
    test.describe.configure({ mode: 'serial' });
    test.skip(!hasFirefox(), 'needs firefox-esr');
    test.skip(engine === 'mariadb' && !hasMariadb(), 'needs mariadb-server');

    let foxden: Foxden;
    let a: Firefox;
    let b: Firefox;

    test.beforeAll(async () => {
      foxden = await startFoxden(engine);
      [a, b] = await Promise.all([launchFirefox(foxden.url), launchFirefox(foxden.url)]);
    });
    test.afterAll(async () => {
      await Promise.all([a?.destroy(), b?.destroy()]);
      await foxden?.destroy();
    });

    test('the first one signs up from its settings and uploads', async () => {
      await addBookmark(a, 'Den', 'https://den.example/', ['Home', 'Deep']);
      await addManyBookmarks(a, 'many', 250);
      await addHistory(a, [{ url: 'https://history.example/', title: 'A page I saw' }]);
      await addLogin(a, 'https://login.example', 'renate', 'first password');
      await addFormEntry(a, 'town', 'Berlin');
      await addAutofill(a, 'addresses', exampleAddress);
      await addAutofill(a, 'creditCards', exampleCard);
      await setBoolPref(a, syncedPref, false);
      await signUp(a, person);
      await firstSync(a);
      expect(await uiState(a)).toEqual({ status: 'signed_in', email: person.email });
      expect(await enabledEngines(a)).toEqual(expect.arrayContaining(['bookmarks', 'addresses', 'creditcards']));
      const page = await a.context.newPage();
      await page.goto(`${foxden.url}/?open-tab`);
      await syncClean(a);
    });

    test('a wrong password is refused in words, and leaves the second one signed out', async () => {
      const page = await openSignIn(b);
      await typeSignIn(page, { ...person, password: 'wrong horse battery' });
      await expect(page.getByRole('alert')).toContainText(/password/i);
      expect((await uiState(b)).status).toBe('not_configured');
      await page.close();
    });

    test('the second one signs in, with another spelling of the address, and receives everything', async () => {
      await signIn(b, { ...person, email: person.email.toLowerCase() });
      await firstSync(b);
      await syncClean(b);
      expect(await uiState(b)).toEqual({ status: 'signed_in', email: person.email });
      expect(await listBookmarks(b)).toEqual(await listBookmarks(a));
      expect((await listBookmarks(b)).length).toBeGreaterThan(253);
      expect(await historyTitle(b, 'https://history.example/')).toBe('A page I saw');
      expect(await listLogins(b, 'https://login.example')).toEqual([
        { username: 'renate', password: 'first password' },
      ]);
      expect(await formEntries(b, 'town')).toEqual(['Berlin']);
      expect(await listAutofill(b, 'addresses')).toEqual(['Renate Berlin']);
      expect(await listAutofill(b, 'creditCards')).toEqual(['Renate Fuchs 1111']);
      expect(await boolPref(b, syncedPref)).toBe(false);
      expect(await remoteTabs(b)).toContain(`${foxden.url}/?open-tab`);
    });

    test('edits and deletions flow both ways', async () => {
      const kept = await addBookmark(b, 'Made on B', 'https://b.example/');
      const doomed = await addBookmark(b, 'Soon gone', 'https://gone.example/');
      await changeLogin(b, 'https://login.example', 'second password');
      await syncClean(b);
      await syncClean(a);
      expect(await listLogins(a, 'https://login.example')).toEqual([
        { username: 'renate', password: 'second password' },
      ]);

      await updateBookmark(a, kept, { title: 'Renamed on A', moveTo: 'Home' });
      await removeBookmark(a, doomed);
      await removeHistory(a, 'https://history.example/');
      await removeLogins(a, 'https://login.example');
      await syncClean(a);
      await syncClean(b);
      const bookmarks = await listBookmarks(b);
      expect(bookmarks).toContainEqual({ path: '/Home/Renamed on A', url: 'https://b.example/' });
      expect(bookmarks.filter(({ path }) => path.includes('Soon gone') || path.includes('Made on B'))).toEqual([]);
      expect(await listLogins(b, 'https://login.example')).toEqual([]);
      expect(bookmarks).toEqual(await listBookmarks(a));
    });

    test('a conflict ends the same on both', async () => {
      const guid = await addBookmark(a, 'Fought over', 'https://conflict.example/');
      await syncClean(a);
      await syncClean(b);
      await updateBookmark(a, guid, { title: 'As A wants it' });
      await updateBookmark(b, guid, { title: 'As B wants it' });
      await addBookmark(a, 'Only A', 'https://only-a.example/');
      await addBookmark(b, 'Only B', 'https://only-b.example/');
      for (const browser of [a, b, a, b]) await syncClean(browser);
      const onA = await listBookmarks(a);
      expect(onA).toEqual(await listBookmarks(b));
      expect(onA.filter(({ url }) => url === 'https://conflict.example/')).toHaveLength(1);
      expect(onA.map(({ path }) => path)).toEqual(expect.arrayContaining(['/Only A', '/Only B']));
    });

    test('the server restarts between two syncs and nobody notices', async () => {
      await addBookmark(a, 'Before the restart', 'https://before.example/');
      await syncClean(a);
      await foxden.stop();
      await foxden.start();
      await syncClean(b);
      expect((await listBookmarks(b)).map(({ path }) => path)).toContain('/Before the restart');
    });

    test('a worker killed during a sync costs at most that sync', async () => {
      await addManyBookmarks(a, 'while killed', 3000);
      const killed: number[] = [];
      const killer = setInterval(() => {
        const [worker] = foxden.workers();
        if (worker === undefined) return;
        process.kill(worker, 'SIGKILL');
        killed.push(worker);
      }, 700);
      await syncNow(a);
      clearInterval(killer);
      expect(killed.length).toBeGreaterThan(0);
      await expect.poll(() => syncNow(a)).toEqual(cleanSync);
      await syncClean(b);
      const onB = await listBookmarks(b);
      expect(onB).toEqual(await listBookmarks(a));
      expect(onB.filter(({ path }) => path.startsWith('/while killed/'))).toHaveLength(3000);
    });

    test('signing out and in again goes on where it stopped', async () => {
      await signOut(b);
      await expect.poll(async () => (await uiState(b)).status).toBe('not_configured');
      await addBookmark(a, 'While B was away', 'https://away.example/');
      await syncClean(a);
      await signIn(b, person);
      await firstSync(b);
      await syncClean(b);
      const onB = await listBookmarks(b);
      expect(onB.map(({ path }) => path)).toContain('/While B was away');
      await syncClean(a);
      expect(onB).toEqual(await listBookmarks(a));
    });

    test('a browser that was closed syncs on when it is opened again', async () => {
      a = await a.relaunch();
      await addBookmark(b, 'While A was closed', 'https://closed.example/');
      await syncClean(b);
      await syncClean(a);
      expect((await listBookmarks(a)).map(({ path }) => path)).toContain('/While A was closed');
    });
  });
}
