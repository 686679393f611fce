import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { FxaClient, type SignedIn } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { fromHex, toBase64 } from '../../crypto/client/bytes.ts';
import { rootKeys, sealPayload } from '../../crypto/client/sync-keys.ts';
import { ChangedMeanwhileError, OtherKeysError } from './errors.ts';
import { livingOnes, type OpenRecord } from './records.ts';
import { SyncClient } from './sync-client.ts';

describeOnEngines('the Sync client of the pages', (engine) => {
  let server: TestServer;
  let user: SignedIn;
  beforeAll(async () => {
    server = await startTestServer(engine, {
      env: { FOXDEN_RATE_LIMITS: 'off', FOXDEN_MAX_POST_RECORDS: '100', FOXDEN_TIME_MACHINE: 'on' },
    });
    user = await new FxaClient(server.url).signUp('reader@example.org', 'pw');
  });
  afterAll(() => server.stop());

  const authorization = () =>
    new FxaClient(server.url).authorization(
      { scheme: 'bearer', kind: 'sessionToken', token: user.sessionToken },
      'GET',
      '/',
    );
  const open = (kB = fromHex(user.kB)) => SyncClient.open({ origin: server.url, authorization: authorization(), kB });

  async function readAll(client: SyncClient, collection: string): Promise<{ records: OpenRecord[]; stamp: string }> {
    let records: OpenRecord[] = [];
    const stamp = await client.read(collection, (some, isNew) => {
      records = isNew ? some : [...records, ...some];
    });
    return { records, stamp };
  }

  it('finds nothing where no browser has synced yet', async () => {
    const client = await open();
    expect(client.hasKeys).toBe(false);
    expect(await client.collections()).toEqual([]);
    await expect(client.write('bookmarks', [], '0')).rejects.toThrow(OtherKeysError);
  });

  it('reads and writes what is sealed with the keys of crypto/keys, in pages and in a batch', async () => {
    const client = await open();
    const { bundle } = await rootKeys(fromHex(user.kB));
    const pair = (byte: string) => [toBase64(fromHex(byte.repeat(32))), toBase64(fromHex('0a'.repeat(32)))];
    const stored = { default: pair('01'), collections: { forms: pair('02') }, collection: 'crypto', id: 'keys' };
    const payload = await sealPayload(bundle, JSON.stringify(stored));
    await client.storage.request('PUT', '/storage/crypto/keys', { body: JSON.stringify({ payload }) });

    const writer = await open();
    expect(writer.hasKeys).toBe(true);
    const changes = Array.from({ length: 2300 }, (_, i) => ({
      id: `page${i}`,
      clear: { histUri: `https://example.org/${i}`, title: `Page ${i}` },
      sortindex: i,
    }));
    const stamp = await writer.write('history', changes, '0');
    await writer.write('forms', [{ id: 'form', clear: { name: 'q', value: 'fox' } }], '0');

    const reader = await open();
    expect(await reader.collections()).toContainEqual({
      name: 'history',
      records: 2300,
      modified: Number(stamp) * 1000,
    });
    const history = await readAll(reader, 'history');
    expect(history.stamp).toBe(stamp);
    const living = livingOnes<'history'>(history.records as OpenRecord<'history'>[]);
    expect(new Set(living.map(({ clear }) => clear.histUri)).size).toBe(2300);
    expect(living[0]).toMatchObject({ modified: Number(stamp) * 1000, sortindex: expect.any(Number) });
    expect((await readAll(reader, 'forms')).records[0]!.clear).toMatchObject({ id: 'form', value: 'fox' });
    expect((await readAll(reader, 'nothing')).records).toEqual([]);
  });

  it('writes nothing over what somebody else has changed', async () => {
    const client = await open();
    const { stamp } = await readAll(client, 'history');
    await client.write('history', [{ id: 'page0', clear: { title: 'first' } }], stamp);
    const late = client.write('history', [{ id: 'page0', clear: { title: 'second' } }], stamp);
    await expect(late).rejects.toThrow(ChangedMeanwhileError);
    const { records } = await readAll(client, 'history');
    expect(records.find(({ id }) => id === 'page0')!.clear).toMatchObject({ title: 'first' });
    expect(records).toHaveLength(2300);
  });

  it('tells what can’t be opened, and why, beside the rest', async () => {
    const client = await open();
    const { bundle } = await rootKeys(fromHex('99'.repeat(32)));
    const good = await readAll(client, 'forms');
    const sealed = (await client.storage.record('forms', 'form'))!.payload;
    const bsos = [
      { id: 'stranger', payload: await sealPayload(bundle, '{"id":"stranger"}') },
      { id: 'swapped', payload: sealed },
      { id: 'clear', payload: '{"name":"q"}' },
      { id: 'broken', payload: 'nonsense' },
    ];
    await client.storage.write('forms', bsos, good.stamp);
    await client.write('forms', [{ id: 'gone', clear: { deleted: true } }], (await readAll(client, 'forms')).stamp);
    const { records } = await readAll(client, 'forms');
    expect(Object.fromEntries(records.map(({ id, problem }) => [id, problem]))).toEqual({
      form: undefined,
      gone: undefined,
      stranger: 'other keys',
      swapped: 'other id',
      clear: 'other keys',
      broken: 'other keys',
    });
    expect(livingOnes(records).map(({ id }) => id)).toEqual(['form']);
  });

  it('reads from the start when the collection changes between two pages', async () => {
    const client = await open();
    let pages = 0;
    let records: OpenRecord[] = [];
    const read = client.storage.read(
      'history',
      async (page) => {
        pages++;
        records = [...records, ...(await client.open('history', page))];
        if (pages > 1) return;
        const other = await open();
        await other.write('history', [{ id: 'new', clear: { title: 'new' } }], (await readAll(other, 'history')).stamp);
      },
      () => {
        records = [];
      },
    );
    await read;
    expect(pages).toBe(4);
    expect(records).toHaveLength(2301);
  });

  it('is refused with a key that is not the account’s', async () => {
    await expect(open(fromHex('42'.repeat(32)))).rejects.toMatchObject({ status: 401 });
  });

  it('opens what earlier keys have sealed, and seals it anew with those of now', async () => {
    const { bundle } = await rootKeys(fromHex(user.kB));
    const renewKeys = async (client: SyncClient) => {
      const pair = [0, 1].map(() => toBase64(crypto.getRandomValues(new Uint8Array(32))));
      const stored = { default: pair, collections: {}, collection: 'crypto', id: 'keys' };
      const payload = await sealPayload(bundle, JSON.stringify(stored));
      await client.storage.request('PUT', '/storage/crypto/keys', { body: JSON.stringify({ payload }) });
    };
    const before = await open();
    await before.versionsState(true);
    await renewKeys(before);
    const then = await open();
    const stamp = await then.write('addresses', [{ id: 'den', clear: { street: 'of then' } }], '0');
    await renewKeys(then);
    const now = await open();
    const later = await now.write('addresses', [{ id: 'den', clear: { street: 'of now' } }], stamp);
    const versions: OpenRecord[] = [];
    await now.readVersions('addresses', (some) => versions.push(...some));
    expect(versions).toMatchObject([{ id: 'den', clear: { street: 'of then' } }]);
    await now.write('addresses', [{ id: 'den', clear: versions[0]!.clear! }], later);
    // This one knows the keys of now alone, as a Firefox does.
    expect((await readAll(await open(), 'addresses')).records).toMatchObject([{ clear: { street: 'of then' } }]);
  });
});
