import { expect } from 'vitest';
import { LegacyClient } from '../legacy-client.ts';
import { type Credentials, PairingClient, PairingError, type PairingTimes } from '../pairing-client.ts';
import { Requests } from '../requests.ts';
import { expectGoldenTrace } from './golden-trace.ts';
import { type Chapter, device, quickTimes, step, stranger, type World } from './world.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The recovery key that a pairing has brought, as bytes. */
function keyOf(synckey: string): Buffer {
  const bits = [...synckey.replaceAll('8', 'l').replaceAll('9', 'o')]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(Array.from({ length: 16 }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2)));
}

interface Pair {
  receiver: PairingClient;
  sender: PairingClient;
  requests: Requests;
  /** Resolves with the PIN that the receiver shows, and what it gets. */
  begin(): Promise<{ pin: string; received: Promise<Credentials> }>;
}

function pair(world: World, times: Partial<PairingTimes> = {}): Pair {
  const patience = { ...quickTimes, ...times };
  const requests = new Requests(world.profile.userAgent);
  const receiver = new PairingClient(requests, world.keyExchangeUrl, patience);
  const sender = new PairingClient(device(world, 'desk').requests, world.keyExchangeUrl, patience);
  return {
    receiver,
    sender,
    requests,
    begin: () =>
      new Promise((resolve, reject) => {
        const received = receiver.receive((pin) => resolve({ pin, received }));
        received.catch(reject);
      }),
  };
}

const counts = (requests: Requests, from = 0) => {
  const lines = requests.trace.slice(from).filter(({ url }) => url.includes('/jpake/') && !url.endsWith('new_channel'));
  const gets = lines.filter(({ method, status }) => method === 'GET' && status === 200).length;
  return { gets, puts: lines.filter(({ method }) => method === 'PUT').length };
};

/** "Pair a device", with real J-PAKE (sync11.md §3.4). */
export const pairing: Chapter = {
  name: 'a paired device',
  steps: [
    step('shows a PIN of three times four characters', async (world) => {
      const { begin, receiver } = pair(world);
      const { pin, received } = await begin();
      expect(pin).toMatch(/^[2-9a-kmnp-z]{12}$/);
      receiver.abort();
      await expect(received).rejects.toThrow(new PairingError('userabort'));
    }),
    step('is given account, password, recovery key and server, in six messages', async (world) => {
      const desk = device(world, 'desk');
      const from = desk.requests.trace.length;
      const { begin, sender, requests } = pair(world);
      const { pin, received } = await begin();
      await sender.send(pin, desk.credentials());
      const credentials = await received;
      expect(credentials).toEqual(desk.credentials());
      const [mine, theirs] = [counts(requests), counts(desk.requests, from)];
      expect([mine.gets + theirs.gets, mine.puts + theirs.puts]).toEqual([6, 6]);
      const { account, password, serverURL: serverUrl, synckey } = credentials;
      const phone = new LegacyClient(world.profile, {
        serverUrl,
        account,
        password,
        recoveryKey: keyOf(synckey),
        requests,
      });
      world.devices.set('phone', phone);
    }),
    step('syncs with what it was given', async (world) => {
      const phone = device(world, 'phone');
      await phone.connect();
      const report = await phone.sync();
      expect(report.failures).toEqual({});
      expect(phone.engine('bookmarks').items).toEqual(device(world, 'desk').engine('bookmarks').items);
      await expectGoldenTrace(world, 'pairing', ['phone']);
    }),
    step('leaves no channel behind', async (world) => {
      const { requests } = device(world, 'phone');
      const used = requests.trace.findLast(({ url, method }) => url.includes('/jpake/') && method === 'PUT')!.url;
      const answer = await requests.send('GET', used, { 'X-KeyExchange-Id': 'f'.repeat(256) });
      expect(answer.status).toBe(404);
    }),
    step('with a wrong PIN nothing is sent, and the mismatch is reported', async (world) => {
      const desk = device(world, 'desk');
      const { begin, sender, requests } = pair(world);
      const { pin, received } = await begin();
      const wrong = (pin[0] === 'a' ? 'b' : 'a') + pin.slice(1);
      const from = desk.requests.trace.length;
      const results = await Promise.allSettled([sender.send(wrong, desk.credentials()), received]);
      expect(results[0]).toMatchObject({ status: 'rejected', reason: new PairingError('keymismatch') });
      expect(results[1]).toMatchObject({ status: 'rejected', reason: new PairingError('nodata') });
      expect(desk.requests.trace.slice(from).at(-1)).toMatchObject({ method: 'POST', status: 200 });
      expect(counts(desk.requests, from).puts).toBe(2);
      requests.close();
    }),
    step('with a PIN of no channel there is nothing to be had', async (world) => {
      const { sender } = pair(world);
      const attempt = sender.send('aaaaaaaazzzz', device(world, 'desk').credentials());
      await expect(attempt).rejects.toThrow(new PairingError('nodata'));
    }),
    step('alone it gives up after its patience, and reports that', async (world) => {
      const { begin, requests } = pair(world, { firstTries: 3 });
      const { received } = await begin();
      await expect(received).rejects.toThrow(new PairingError('timeout'));
      expect(requests.trace.at(-1)).toMatchObject({ method: 'POST', status: 200 });
      expect(counts(requests)).toEqual({ gets: 0, puts: 1 });
      requests.close();
    }),
    step('is interrupted by its owner, and the other side is told at once', async (world) => {
      const { begin, sender, receiver, requests } = pair(world);
      const { pin, received } = await begin();
      receiver.abort();
      await expect(received).rejects.toThrow(new PairingError('userabort'));
      await expect(sender.send(pin, device(world, 'desk').credentials())).rejects.toThrow(new PairingError('nodata'));
      requests.close();
    }),
    step('a third one that guesses the channel ends the pairing, and learns nothing', async (world) => {
      const { begin, requests, receiver } = pair(world);
      const { pin, received } = await begin();
      received.catch(() => {});
      const ask = (id: string) =>
        stranger(world).send('GET', `${world.keyExchangeUrl}${pin.slice(8)}`, { 'X-KeyExchange-Id': id });
      await ask('1'.repeat(256));
      const third = await ask('2'.repeat(256));
      expect(third.status).toBe(400);
      expect(third.body).not.toContain('gx1');
      await expect(received).rejects.toThrow(new PairingError('nodata'));
      receiver.abort();
      requests.close();
    }),
  ],
};
