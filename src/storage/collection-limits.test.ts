import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

const mebibyte = 1024 * 1024;
const largest = 'x'.repeat(20 * mebibyte);

describeOnEngines('limits by collection (sync15.md §14)', (engine) => {
  let server: TestServer;
  let client: StorageClient;
  beforeAll(async () => {
    server = await startTestServer(engine, { env: { FOXDEN_COLLECTION_LIMITS: 'newtab-images=20, small=1' } });
    const masterSecret = server.ctx.secrets.masterSecrets[0]!;
    client = new StorageClient({ url: server.url, masterSecret, uid: 1, expires: 4e9 });
  });
  afterAll(() => server.stop());

  it('are told beside those that hold for all others', async () => {
    const { json } = await client.get('/info/configuration');
    expect(json).toMatchObject({
      max_record_payload_bytes: 2_621_440,
      collections: {
        'newtab-images': { max_record_payload_bytes: 20 * mebibyte, max_post_bytes: 25 * mebibyte },
        small: { max_record_payload_bytes: mebibyte },
      },
    });
  });

  it('let the largest record in by PUT, POST and batch, and give it back whole', async () => {
    const record = { payload: largest };
    expect((await client.put('/storage/newtab-images/put', record)).status).toBe(200);
    const posted = await client.post('/storage/newtab-images', [{ id: 'post', ...record }]);
    expect(posted).toMatchObject({ status: 200, json: { success: ['post'], failed: {} } });
    const batched = await client.post('/storage/newtab-images?batch=true&commit=true', [{ id: 'batch', ...record }]);
    expect(batched).toMatchObject({ status: 200, json: { success: ['batch'] } });
    for (const id of ['put', 'post', 'batch']) {
      const { json } = await client.get(`/storage/newtab-images/${id}`);
      expect((json as { payload: string }).payload === largest, id).toBe(true);
    }
  });

  it('keep a larger one out, and every other collection to its own limit', async () => {
    const over = { payload: `${largest}x` };
    expect((await client.put('/storage/newtab-images/over', over)).status).toBe(413);
    const posted = await client.post('/storage/newtab-images', [{ id: 'over', ...over }]);
    expect(posted.json).toMatchObject({ success: [], failed: { over: 'retry bytes' } });
    const record = { payload: largest.slice(0, 3 * mebibyte) };
    expect((await client.put('/storage/spaces/r', record)).status).toBe(413);
    expect((await client.put('/storage/small/r', { payload: largest.slice(0, mebibyte + 1) })).status).toBe(413);
    expect((await client.put('/storage/small/r', { payload: largest.slice(0, mebibyte) })).status).toBe(200);
    expect((await client.put('/storage/toString/r', { payload: 'a name that objects have' })).status).toBe(200);
  });

  it('make no exception from the quota', async () => {
    const { masterSecrets } = server.ctx.secrets;
    const quotaBytes = 30 * mebibyte;
    const frugal = new StorageClient({
      url: server.url,
      masterSecret: masterSecrets[0]!,
      uid: 2,
      expires: 4e9,
      quotaBytes,
    });
    expect((await frugal.put('/storage/newtab-images/one', { payload: largest })).status).toBe(200);
    const [usedKib] = (await frugal.get('/info/quota')).json as number[];
    expect(usedKib).toBeCloseTo(20 * 1024, 0);
    for (const refused of [
      await frugal.put('/storage/newtab-images/two', { payload: largest }),
      await frugal.post('/storage/newtab-images', [{ id: 'two', payload: largest }]),
      await frugal.post('/storage/newtab-images?batch=true', [{ id: 'two', payload: largest }]),
    ]) {
      expect([refused.status, refused.json]).toEqual([403, 14]);
    }
    expect((await frugal.get('/storage/newtab-images')).json).toEqual(['one']);
    expect((await frugal.put('/storage/prefs/small', { payload: 'still fits' })).status).toBe(200);
  });
});
