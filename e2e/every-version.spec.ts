import { expect, test } from '@playwright/test';
import { signUp, startConnected } from './harness/any-sign-in.ts';
import type { AnyFirefox } from './harness/firefox/any-firefox.ts';
import { editionNames, findEdition } from './harness/firefox/editions.ts';
import { firstSync, uiState } from './harness/firefox/sync.ts';
import { type Foxden, startFoxden } from './harness/foxden.ts';

for (const name of editionNames) {
  const edition = findEdition(name);
  test.describe(`Firefox ${edition?.version ?? name}`, () => {
    test.skip(!edition, `there is no Firefox ${name} here`);
    let foxden: Foxden;
    let a: AnyFirefox;
    test.beforeAll(async () => {
      foxden = await startFoxden('sqlite');
      a = await startConnected(edition!, foxden.url);
    });
    test.afterAll(async () => {
      await a?.destroy();
      await foxden?.destroy();
    });
    test('signs up', async () => {
      const person = { email: 'a@example.org', password: 'a long password' };
      await signUp(a, person);
      await firstSync(a);
      expect(await uiState(a)).toEqual({ status: 'signed_in', email: person.email });
    });
  });
}
