import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from './engines.ts';
import { FxaClient } from './fxa-client.ts';
import { StorageClient } from './storage-client.ts';
import { startTestServer, type TestServer } from './test-server.ts';

// What databases, parsers and encoders are known to change without a word.
const texts = [
  'a\u0000b',
  '\u0000',
  ' spaces around ',
  'tab\tand\r\nlines\u2028',
  '🦊 𝒻oxden',
  'e\u0301 is not \u00e9',
  '\ufeffmark',
  '\ufffd\uffff',
  'STRASSE straße İı',
  '\\u0041 %41 &amp; \'"`;--',
  '__proto__',
  '1e400',
];
const halves = ['\ud83e', 'fox \udd8a', '\udd8a\ud83e'];
const openUri = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines('a text that a client stores', (engine) => {
  let server: TestServer;
  let storage: StorageClient;
  let client: FxaClient;
  let session: Awaited<ReturnType<FxaClient['session']>>;
  beforeAll(async () => {
    server = await startTestServer(engine, { env: { FOXDEN_RATE_LIMITS: 'off' } });
    storage = new StorageClient({ url: server.url, masterSecret: server.ctx.secrets.masterSecrets[0]!, uid: 1 });
    client = new FxaClient(server.url, { scheme: 'bearer' });
    session = client.session((await client.signUp('person@example.org', 'correct horse battery')).sessionToken);
  });
  afterAll(() => server.stop());
  const device = (changes: object) =>
    client.post('/account/device', { name: 'x', type: 'desktop', ...changes }, session);
  const devices = async () => (await client.get('/account/devices', session)).body as Record<string, unknown>[];

  it.each(texts)('in a record comes back as it was sent: %j', async (text) => {
    const answer = await storage.put('/storage/col/a', { payload: text });
    expect(answer.status, answer.text).toBe(200);
    expect((await storage.get('/storage/col/a')).json).toMatchObject({ payload: text });
    await storage.post('/storage/col', [{ id: 'b', payload: text }]);
    const batch = await storage.post('/storage/col?batch=true&commit=true', [{ id: 'c', payload: text }]);
    expect(batch.status).toBe(200);
    const all = (await storage.get('/storage/col?full=1')).json as { payload: string }[];
    expect(all.map(({ payload }) => payload)).toEqual([text, text, text]);
    const usage = (await storage.get('/info/collection_usage')).json as Record<string, number>;
    expect(Math.round(usage.col! * 1024)).toBe(3 * Buffer.byteLength(text));
  });

  it.each(halves)('is refused when it is half a character: %j', async (text) => {
    expect((await storage.put('/storage/half/a', { payload: text })).status).toBe(400);
    const answer = await storage.post('/storage/half', [
      { id: 'a', payload: text },
      { id: 'b', payload: 'whole' },
    ]);
    expect(answer.json).toMatchObject({ success: ['b'], failed: { a: expect.anything() } });
    expect((await device({ name: text })).status).toBe(400);
    expect((await device({ availableCommands: { [text]: 'x' } })).status).toBe(400);
  });

  it('is refused when its bytes are no UTF-8', async () => {
    const body = Buffer.from('{"email":"per\xffson@example.org"}', 'latin1');
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}/v1/account/status`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
  });

  it.each(texts)('in a device record comes back as it was sent, or is refused: %j', async (text) => {
    const first = (await device({})).body.id as string;
    for (const changes of [
      { name: text },
      { type: text },
      { availableCommands: { [text]: 'bundle', [openUri]: text } },
      { availableCommands: JSON.parse(`{${JSON.stringify(text)}:"bundle"}`) },
    ]) {
      const answer = await device({ id: first, availableCommands: {}, ...changes });
      expect([200, 400], JSON.stringify(changes)).toContain(answer.status);
      if (answer.status === 200) expect((await devices())[0]).toMatchObject(changes);
    }
  });

  it('in a command comes back as it was sent', async () => {
    const { id } = (await device({ availableCommands: { [openUri]: 'bundle' } })).body;
    const other = client.session((await client.signIn('person@example.org', 'correct horse battery')).sessionToken);
    for (const text of texts) {
      const command = { target: id, command: openUri, payload: { encrypted: text } };
      const sent = await client.post('/account/devices/invoke_command', command, other);
      expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    }
    const poll = async () => {
      const { messages } = (await client.get('/account/device/commands?index=0&limit=100', session)).body;
      return messages.map(({ data }: { data: { payload: { encrypted: string } } }) => data.payload.encrypted);
    };
    // The first polls after a registration get nothing.
    await expect.poll(poll).toEqual(texts);
  });
});
