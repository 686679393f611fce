import { FxaClient } from '../../testing/fxa-client.ts';
import { get, oldsync, type Person, sessionAuth, signIn } from '../../testing/person.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import type { TestServer } from '../../testing/test-server.ts';

/** What the pictures show is always the same: this is their present. */
export const present = Date.UTC(2026, 10, 28, 10, 0);

/** Where the pictures are taken, as far as pages know. */
export const address = 'https://sync.example.org';

export const password = 'seven foxes in one den';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const agents = {
  desktop: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
  phone: 'Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0',
};

/** A server whose clock can be set. */
export interface Seeded {
  server: TestServer;
  setClock(time: number): void;
}

const at = (server: TestServer, agent: keyof typeof agents, from: string) =>
  new FxaClient(server.url, {
    scheme: 'bearer',
    headers: { 'user-agent': agents[agent], 'x-forwarded-for': from },
  });

/** Ada, who has three devices and has synced for half a year. Gives the session that her pictures are taken with. */
export async function seedAda({ server, setClock }: Seeded) {
  const email = 'ada@example.org';
  setClock(present - 170 * day);
  const laptop = await join('desktop', '203.0.113.24', 'Ada’s laptop', 'desktop', (client) =>
    client.signUp(email, password),
  );
  setClock(present - 41 * day);
  await join('windows', '198.51.100.7', 'Firefox at work', 'desktop', (client) => client.signIn(email, password));
  setClock(present - 9 * day);
  await join('phone', '2001:db8::42', 'Ada’s phone', 'mobile', (client) => client.signIn(email, password));
  setClock(present - 3 * day);
  await at(server, 'windows', '192.0.2.99').post('/account/login', { email, authPW: '0'.repeat(64) });
  setClock(present - 2 * day);
  await at(server, 'desktop', '203.0.113.24').post(
    '/recoveryKey',
    { recoveryKeyId: 'a'.repeat(32), recoveryData: 'x' },
    laptop.session,
  );
  const person = { uid: laptop.uid, email, sessionToken: laptop.token, auth: sessionAuth(laptop.token) } as Person;
  await store(person, [
    ['meta', 1, 400, 170 * day],
    ['crypto', 1, 300, 170 * day],
    ['addresses', 4, 700, 61 * day],
    ['creditcards', 2, 800, 33 * day],
    ['addons', 12, 310, 12 * day],
    ['prefs', 1, 17_000, 4 * day],
    ['passwords', 186, 640, 21 * hour],
    ['forms', 912, 230, 3 * hour],
    ['clients', 3, 900, 2 * hour],
    ['bookmarks', 1240, 420, 26 * minute],
    ['history', 6800, 480, 4 * minute],
    ['tabs', 3, 8200, 4 * minute],
  ]);
  setClock(present);
  const { query } = server.ctx.db;
  const seen: [name: string, ago: number][] = [
    ['Ada’s laptop', 4 * minute],
    ['Firefox at work', 17 * hour],
    ['Ada’s phone', 26 * minute],
  ];
  for (const [name, ago] of seen) {
    const sessions = query.selectFrom('devices').select('session_id_hash').where('name', '=', name);
    await query
      .updateTable('sessions')
      .set({ last_access_at: present - ago })
      .where('id_hash', 'in', sessions)
      .execute();
  }
  const tab = await at(server, 'desktop', '203.0.113.24').signIn(email, password);
  return { uid: laptop.uid, email, sessionToken: tab.sessionToken };

  async function join(
    agent: keyof typeof agents,
    from: string,
    name: string,
    type: string,
    enter: (client: FxaClient) => Promise<{ uid: string; sessionToken: string }>,
  ) {
    const client = at(server, agent, from);
    const { uid, sessionToken } = await enter(client);
    const session = client.session(sessionToken);
    await client.post('/account/device', { name, type, availableCommands: {} }, session);
    return { uid, session, token: sessionToken };
  }

  async function store(person: Person, collections: [name: string, records: number, size: number, ago: number][]) {
    const { access_token } = await signIn(server, person, { scope: oldsync });
    const { body } = await get(`${server.url}/token/1.0/sync/1.5`, {
      Authorization: `Bearer ${access_token}`,
      'X-KeyID': '1700000002000-Yw3NKWbEM2aRElRIu7JbTw',
    });
    for (const [name, records, size, ago] of collections) {
      setClock(present - ago);
      const client = new StorageClient({
        url: server.url,
        node: address,
        publicUrl: address,
        masterSecret: server.ctx.secrets.masterSecrets.at(-1)!,
        uid: body.uid,
        expires: Math.floor((present - ago) / 1000) + 3600,
      });
      for (let first = 0; first < records; first += 1000) {
        const payload = 'x'.repeat(size);
        const portion = Array.from({ length: Math.min(1000, records - first) }, (_, i) => ({
          id: `r${first + i}`,
          payload,
        }));
        const { status, text } = await client.post(`/storage/${name}`, portion);
        if (status !== 200) throw new Error(`${name}: ${status} ${text}`);
      }
    }
  }
}

/** The family around an administrator, and three hours of what the server did. */
export async function seedFamily({ server, setClock }: Seeded): Promise<{ email: string }> {
  const { query } = server.ctx.db;
  const family = ['ben', 'carla', 'dimitri', 'elif'];
  for (const [i, name] of family.entries()) {
    setClock(present - (150 - i * 31) * day);
    await at(server, 'windows', '203.0.113.24').signUp(`${name}@example.org`, password);
  }
  setClock(present);
  await query.updateTable('accounts').set({ is_admin: 1 }).where('email', '=', 'ada@example.org').execute();
  for (let step = 180; step >= 0; step--) {
    const time = present - step * minute;
    const wave = (length: number, height: number) => Math.round(height * (1 + Math.sin(step / length)));
    const requests = {
      'GET /1.5/:uid/info/collections': { 200: 6 + wave(9, 7), 401: step % 50 === 0 ? 1 : 0 },
      'POST /1.5/:uid/storage/:collection': { 200: 2 + wave(9, 5) },
      'GET /1.5/:uid/storage/:collection': { 200: 1 + wave(7, 4), 304: wave(5, 2) },
      'GET /1.0/sync/1.5': { 200: wave(11, 1) },
    };
    const all = Object.values(requests).flatMap((counts) => Object.values(counts));
    const total = all.reduce((sum, count) => sum + count, 0);
    const sample = {
      requests,
      durations: [Math.floor(total * 0.7), Math.ceil(total * 0.25), step % 4, step % 23 === 0 ? 1 : 0, 0, 0, 0, 0],
      bytesSent: total * 2100,
      gauges: {
        usersOfHour: 2 + (step % 60 < 30 ? 1 : 0),
        usersOfDay: 5,
        databaseBytes: 21_000_000 - step * 3000,
        collections: { history: 9_400_000 - step * 1500, bookmarks: 3_100_000, passwords: 610_000, forms: 420_000 },
      },
    };
    await query
      .insertInto('activity_samples')
      .values({ minutes: 1, at: time, data: JSON.stringify(sample) })
      .execute();
  }
  return { email: 'ada@example.org' };
}
