import { expect } from 'vitest';
import { SyncFailure } from '../sync-failure.ts';
import { asked, type Chapter, device, forgottenEverywhere, makeDevice, step } from './world.ts';

/** Passwords beyond ASCII, changed and forgotten (sync11.md §1.4, §1.7, §9). */
export const passwords: Chapter = {
  name: 'passwords',
  steps: [
    step('a restarted browser encodes the password twice and goes on all the same', async (world) => {
      const desk = device(world, 'desk');
      desk.restart();
      expect(desk.session.password).not.toBe(world.password);
      const from = desk.requests.trace.length;
      await desk.sync();
      expect(asked(desk, from).every((line) => line.endsWith(' 200'))).toBe(true);
      desk.session.password = world.password;
    }),
    step('a wrong password is refused without a loop, and the node is asked for once', async (world) => {
      const wrong = makeDevice(world, 'wrong', device(world, 'desk').recoveryKey);
      wrong.session.password = 'not the password';
      await expect(wrong.login()).rejects.toThrow(new SyncFailure('login-rejected', 401));
      expect(asked(wrong)).toEqual([
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 401',
        'GET /user/1.0/U/node/weave 200',
      ]);
    }),
    step('a weak new password is 9, and the old one holds', async (world) => {
      const desk = device(world, 'desk');
      expect(await desk.changePassword('kurz')).toBe('9');
      await desk.sync();
    }),
    step('a new password beyond ASCII is taken', async (world) => {
      const desk = device(world, 'desk');
      const former = world.password;
      world.password = 'Überläufer ☃ 12';
      expect(await desk.changePassword(world.password)).toBeUndefined();
      await forgottenEverywhere(world, desk.session.username, former);
      await desk.sync();
    }),
    step('the other device is only signed out by its first sync', async (world) => {
      const laptop = device(world, 'laptop');
      const from = laptop.requests.trace.length;
      await expect(laptop.sync()).rejects.toThrow(new SyncFailure('logged-out', 401));
      expect(asked(laptop, from)).toEqual(['GET /1.1/U/info/collections 401']);
    }),
    step('and asks for the password with the next one', async (world) => {
      const laptop = device(world, 'laptop');
      const from = laptop.requests.trace.length;
      await expect(laptop.sync()).rejects.toThrow(new SyncFailure('login-rejected', 401));
      expect(asked(laptop, from)).toEqual([
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 401',
        'GET /user/1.0/U/node/weave 200',
      ]);
    }),
    step('with the new password it goes on where it was', async (world) => {
      const laptop = device(world, 'laptop');
      laptop.session.password = world.password;
      const report = await laptop.sync();
      expect(Object.values(report.engines).every(({ applied, uploaded }) => applied + uploaded === 0)).toBe(true);
    }),
    step('restarted, it encodes the new password twice and goes on', async (world) => {
      const laptop = device(world, 'laptop');
      laptop.restart();
      await laptop.sync();
      laptop.session.password = world.password;
    }),
    step('a new mail address changes nothing of the name', async (world) => {
      const { session } = device(world, 'desk');
      expect(await session.user('POST', '/email', 'no address')).toMatchObject({ status: 400, body: '12' });
      const changed = await session.user('POST', '/email', 'renate@new.example.org');
      expect(changed).toMatchObject({ status: 200, body: 'renate@new.example.org' });
      await device(world, 'desk').sync();
    }),
  ],
};
