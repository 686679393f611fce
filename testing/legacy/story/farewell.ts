import { expect } from 'vitest';
import { AccountWizard } from '../account-wizard.ts';
import { SyncFailure } from '../sync-failure.ts';
import { asked, type Chapter, device, forgottenEverywhere, makeDevice, step, stranger } from './world.ts';

/** Wiping, unlinking, new keys, and the end of the account (sync11.md §4.4, §1.5). */
export const farewell: Chapter = {
  name: 'wiping and leaving',
  steps: [
    step('one device wipes a kind of data on all others', async (world) => {
      const desk = device(world, 'desk');
      await desk.sync();
      const from = desk.requests.trace.length;
      await desk.wipeOthers(['forms']);
      expect(asked(desk, from)).toEqual([
        'GET /1.1/U/info/collections 200',
        'DELETE /1.1/U/storage/forms 200',
        'POST /1.1/U/storage/clients 200',
      ]);
    }),
    step('another one finds the command, obeys, and says that it has', async (world) => {
      const laptop = device(world, 'laptop');
      expect(laptop.engine('forms').items.size).toBeGreaterThan(0);
      await laptop.sync();
      expect(laptop.engine('forms').items.size).toBe(0);
      await device(world, 'desk').sync();
      await laptop.sync();
      expect(laptop.engine('forms').items).toEqual(device(world, 'desk').engine('forms').items);
    }),
    step('a device is unlinked: its record goes, and nothing else', async (world) => {
      const [phone, desk] = [device(world, 'phone'), device(world, 'desk')];
      const from = phone.requests.trace.length;
      await phone.unlink();
      expect(asked(phone, from)).toEqual(['DELETE /1.1/U/storage/clients/GUID 200']);
      const left = JSON.parse((await desk.session.get('storage/clients')).body) as string[];
      expect(left).not.toContain(phone.guid);
      expect(left).toContain(desk.guid);
    }),
    step('a new recovery key deletes everything and uploads it anew', async (world) => {
      const desk = device(world, 'desk');
      const before = structuredClone(desk.engine('bookmarks').items);
      await desk.changeRecoveryKey();
      expect(Object.keys(JSON.parse((await desk.session.get('info/collections')).body)).sort()).toEqual([
        'crypto',
        'meta',
      ]);
      await desk.sync();
      expect(desk.engine('bookmarks').items).toEqual(before);
    }),
    step('a device with the old recovery key can read nothing more', async (world) => {
      await expect(device(world, 'laptop').sync()).rejects.toThrow(new SyncFailure('wrong-recovery-key'));
    }),
    step('and with the new one has everything, once', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      laptop.recoveryKey = desk.recoveryKey;
      await laptop.sync();
      await desk.sync();
      expect(laptop.engine('bookmarks').items).toEqual(desk.engine('bookmarks').items);
      expect(JSON.parse((await desk.session.get('info/collection_counts')).body).bookmarks).toBe(
        desk.engine('bookmarks').items.size,
      );
    }),
    step('data of a later kind of client is left alone', async (world) => {
      const [desk, laptop] = [device(world, 'desk'), device(world, 'laptop')];
      const { body } = await desk.session.get('storage/meta/global');
      const { payload } = JSON.parse(body) as { payload: string };
      const later = { ...JSON.parse(payload), storageVersion: 6 };
      await desk.session.put('storage/meta/global', { id: 'global', payload: JSON.stringify(later) });
      await expect(laptop.sync()).rejects.toThrow(new SyncFailure('upgrade-needed'));
      await desk.session.put('storage/meta/global', { id: 'global', payload });
      await laptop.sync();
    }),
    step('nobody else can delete the account', async (world) => {
      const { session, requests } = device(world, 'desk');
      const url = `${world.serverUrl}user/1.0/${session.username}`;
      expect((await requests.send('DELETE', url)).status).toBe(401);
      const wrong = `Basic ${Buffer.from(`${session.username}:wrong password`).toString('base64')}`;
      expect((await requests.send('DELETE', url, { Authorization: wrong })).status).toBe(401);
    }),
    step('its owner can, and the name is free', async (world) => {
      const answer = await device(world, 'desk').session.user('DELETE', '');
      expect(answer).toMatchObject({ status: 200, body: '1' });
      await forgottenEverywhere(world, device(world, 'desk').session.username, world.password);
      const wizard = new AccountWizard(stranger(world));
      await wizard.chooseServer(world.serverUrl);
      expect(await wizard.isTaken(world.account)).toBe(false);
    }),
    step('its devices are signed out at once', async (world) => {
      await expect(device(world, 'laptop').sync()).rejects.toThrow(new SyncFailure('logged-out', 401));
    }),
    step('who makes the account again finds nothing of the former one', async (world) => {
      const wizard = new AccountWizard(stranger(world));
      await wizard.chooseServer(world.serverUrl);
      await wizard.create(world.account, world.password);
      const fresh = makeDevice(world, 'fresh');
      await fresh.login();
      expect(asked(fresh).slice(0, 3)).toEqual([
        'GET /user/1.0/U/node/weave 200',
        'GET /1.1/U/info/collections 200',
        'GET /1.1/U/storage/meta/global 404',
      ]);
      expect(JSON.parse((await fresh.session.get('info/quota')).body)[0]).toBeLessThan(2);
    }),
  ],
};
