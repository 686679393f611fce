import { expect } from 'vitest';
import { AccountWizard, WizardError } from '../account-wizard.ts';
import { usernameOf } from '../names.ts';
import { type Chapter, step, stranger, type World } from './world.ts';

const put = async (world: World, username: string, body: string) => {
  const requests = stranger(world);
  const url = `${world.serverUrl}user/1.0/${username}`;
  const answer = await requests.send('PUT', url, { 'Content-Type': 'text/plain' }, body);
  requests.close();
  return { status: answer.status, body: answer.body, type: answer.headers['content-type'] };
};

const get = async (world: World, path: string) => {
  const requests = stranger(world);
  const answer = await requests.send('GET', world.serverUrl + path);
  requests.close();
  return answer;
};

const refused = (code: number) => ({
  status: 400,
  body: String(code),
  type: expect.stringContaining('application/json'),
});

const wizard = async (world: World) => {
  const made = new AccountWizard(stranger(world));
  expect(await made.chooseServer(world.serverUrl)).toBe(true);
  return made;
};

/** The set-up dialog makes an account (sync11.md §4.3, §1.4). */
export const registration: Chapter = {
  name: 'a new account',
  steps: [
    step('the wizard takes the address, because user "a" is answered with one byte', async (world) => {
      expect(await (await wizard(world)).serverUrl).toBe(world.serverUrl);
      const { body, headers } = await get(world, 'user/1.0/a');
      expect(body).toBe('0');
      expect(Number(headers['x-weave-timestamp'])).toBeCloseTo(Date.now() / 1000, -2);
    }),
    step('it takes the address without its final slash', async (world) => {
      const made = new AccountWizard(stranger(world));
      expect(await made.chooseServer(world.serverUrl.slice(0, -1))).toBe(true);
      expect(made.serverUrl).toBe(world.serverUrl);
    }),
    step('it refuses an address below which there is no such service', async (world) => {
      expect(await new AccountWizard(stranger(world)).chooseServer(`${world.serverUrl}nothing/`)).toBe(false);
    }),
    step('the captcha box stays hidden', async (world) => {
      expect(await (await wizard(world)).captchaPage()).toBeNull();
    }),
    step('the name is free', async (world) => {
      expect(await (await wizard(world)).isTaken(world.account)).toBe(false);
    }),
    step('an address in the path is no name', async (world) => {
      expect((await get(world, `user/1.0/${encodeURIComponent(world.account)}`)).status).toBe(404);
    }),
    step('a body that is not JSON is 6', async (world) => {
      expect(await put(world, usernameOf(world.account), '{"password":')).toEqual(refused(6));
    }),
    step('a body that is no object is 6', async (world) => {
      for (const body of ['[]', '7', 'null', '"x"']) {
        expect(await put(world, usernameOf(world.account), body), body).toEqual(refused(6));
      }
    }),
    step('a malformed mail address is 12, and so is none', async (world) => {
      const { password } = world;
      for (const email of ['tarek@moz', 'nobody', undefined]) {
        const body = JSON.stringify({ password, email });
        expect(await put(world, usernameOf(world.account), body), email).toEqual(refused(12));
      }
    }),
    step("somebody else's mail address is 15", async (world) => {
      const body = JSON.stringify({ password: world.password, email: 'other@example.org' });
      expect(await put(world, usernameOf(world.account), body)).toEqual(refused(15));
    }),
    step('no password is 7', async (world) => {
      expect(await put(world, usernameOf(world.account), JSON.stringify({ email: world.account }))).toEqual(refused(7));
    }),
    step('a short password is 9', async (world) => {
      const body = JSON.stringify({ email: world.account, password: 'seven77' });
      expect(await put(world, usernameOf(world.account), body)).toEqual(refused(9));
    }),
    step('a password that is the name is 9', async (world) => {
      const name = usernameOf(world.account);
      const body = JSON.stringify({ email: world.account, password: name.toUpperCase() });
      expect(await put(world, name, body)).toEqual(refused(9));
    }),
    step('after all this the name is still free', async (world) => {
      expect(await (await wizard(world)).isTaken(world.account)).toBe(false);
    }),
    step('the account is made, and the answer is its name', async (world) => {
      const body = JSON.stringify({
        password: world.password,
        email: world.account,
        'captcha-challenge': null,
        'captcha-response': null,
      });
      const answer = await put(world, usernameOf(world.account), body);
      expect(answer).toMatchObject({ status: 200, body: usernameOf(world.account) });
    }),
    step('the name is taken now', async (world) => {
      expect(await (await wizard(world)).isTaken(world.account)).toBe(true);
    }),
    step('a second one of that name is 4, which the wizard shows', async (world) => {
      const again = (await wizard(world)).create(world.account, 'another password');
      await expect(again).rejects.toThrow(new WizardError('cannot-overwrite-resource'));
    }),
    step("the node is the server's own address, with a slash at the end and nothing behind it", async (world) => {
      const node = await get(world, `user/1.0/${usernameOf(world.account)}/node/weave`);
      expect(node).toMatchObject({ status: 200, body: world.serverUrl });
    }),
    step('an unknown user has no node', async (world) => {
      expect((await get(world, `user/1.0/${usernameOf('nobody@example.org')}/node/weave`)).status).toBe(404);
    }),
  ],
};
