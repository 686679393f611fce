import { expect } from 'vitest';
import { usernameOf } from '../names.ts';
import type { Answer } from '../requests.ts';
import { SyncFailure } from '../sync-failure.ts';
import { type Chapter, device, forgottenEverywhere, step, stranger, type World } from './world.ts';

async function ask(
  world: World,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  const requests = stranger(world);
  const answer = await requests.send(method, world.serverUrl + path, headers, body);
  requests.close();
  return answer;
}

const user = (world: World, path: string) => `user/1.0/${usernameOf(world.account)}${path}`;

/** Asks for a mail and waits for it; gives its link and the code in it. */
async function mailed(world: World, request: () => Promise<Answer>): Promise<{ link: URL; code: string }> {
  const before = (await world.mails()).length;
  expect(await request()).toMatchObject({ status: 200, body: 'success' });
  await expect.poll(async () => (await world.mails()).length).toBe(before + 1);
  const text = (await world.mails()).at(-1)!;
  const link = new URL(/https?:\/\/\S*weave-password-reset\?[^\s"<>]+/.exec(text)![0].replaceAll('&amp;', '&'));
  return { link, code: link.searchParams.get('key')! };
}

const reset = (world: World, code: string, password: string) =>
  ask(
    world,
    'POST',
    user(world, '/password'),
    { 'X-Weave-Password-Reset': code, 'Content-Type': 'text/plain' },
    password,
  );

/** A forgotten password, by mail (sync11.md §1.4, §1.5). */
export const forgotten: Chapter = {
  name: 'a forgotten password',
  steps: [
    step('the page behind "forgot password" asks for the name', async (world) => {
      const page = await ask(world, 'GET', 'weave-password-reset');
      expect(page.status).toBe(200);
      expect(page.body).toMatch(/name="username"/);
    }),
    step('of an unknown user nothing is mailed: 3', async (world) => {
      const path = `user/1.0/${usernameOf('nobody@example.org')}/password_reset`;
      expect(await ask(world, 'GET', path)).toMatchObject({ status: 400, body: '3' });
    }),
    step("a mail comes to the account's address, and leads here, whatever Host the request had", async (world) => {
      const path = user(world, '/password_reset');
      const { link, code } = await mailed(world, () => ask(world, 'GET', path, { Host: 'evil.example.org' }));
      expect(link.href.startsWith(`${world.serverUrl}weave-password-reset?`)).toBe(true);
      world.memory.set('code', code);
      world.memory.set('link', link.href);
    }),
    step('its link opens the form for a new password', async (world) => {
      const page = await ask(world, 'GET', world.memory.get('link')!.slice(world.serverUrl.length));
      expect(page.status).toBe(200);
      for (const field of ['password', 'confirm', 'key', 'username']) expect(page.body).toContain(`name="${field}"`);
    }),
    step('a wrong code is 10, and an unknown user 404', async (world) => {
      expect(await reset(world, 'AAAA-BBBB-CCCC-DDDD', 'a new password')).toMatchObject({ status: 400, body: '10' });
      const path = `user/1.0/${usernameOf('nobody@example.org')}/password`;
      const answer = await ask(world, 'POST', path, { 'X-Weave-Password-Reset': 'x' }, 'a new password');
      expect(answer.status).toBe(404);
    }),
    step('the right one sets the password that was typed', async (world) => {
      const former = world.password;
      world.password = 'Neü gesetzt ☃';
      expect(await reset(world, world.memory.get('code')!, world.password)).toMatchObject({
        status: 200,
        body: 'success',
      });
      await forgottenEverywhere(world, usernameOf(world.account), former);
    }),
    step('it can be used once', async (world) => {
      expect(await reset(world, world.memory.get('code')!, 'another password')).toMatchObject({
        status: 400,
        body: '10',
      });
    }),
    step('devices with the former password are signed out, and go on with the new one', async (world) => {
      for (const name of ['desk', 'laptop']) {
        const client = device(world, name);
        await expect(client.sync()).rejects.toThrow(new SyncFailure('logged-out', 401));
        client.session.password = world.password;
        await client.sync();
      }
    }),
    step('who did not ask takes the code back', async (world) => {
      const { code } = await mailed(world, () => ask(world, 'GET', user(world, '/password_reset')));
      const cleared = await device(world, 'desk').session.user('DELETE', '/password_reset');
      expect(cleared).toMatchObject({ status: 200, body: 'success' });
      expect(await reset(world, code, 'a stranger has this')).toMatchObject({ status: 400, body: '10' });
    }),
  ],
};
