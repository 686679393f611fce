import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { FxaClient, stretchV1 } from '../../../testing/fxa-client.ts';
import { type Answer, createPerson, type Person } from '../../../testing/person.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { controlPath } from '../../control/control-path.ts';
import { type ControlServer, serveControl } from '../../control/control-server.ts';
import type { ControlTargets } from '../../supervisor/control-routes.ts';
import { dashboardRoutes } from '../../supervisor/dashboard-routes.ts';
import { createLogTail } from '../../supervisor/log-tail.ts';
import { createTasks } from '../../supervisor/tasks.ts';
import { actions, reads } from './router.ts';

const minute = 60_000;
let serial = 0;
const once = (now = Date.now()) => `${now}-${String(serial++).padStart(16, '0')}`;

describeOnEngines('the administration’s API', (engine) => {
  let server: TestServer;
  let control: ControlServer;
  let asked: string[];
  let admin: Person;
  let other: Person;

  beforeAll(async () => {
    server = await startTestServer(engine);
    const { config } = server.ctx;
    const logTail = createLogTail();
    logTail.hear({ time: 1, level: 'warn', stream: 'main', message: 'something', fields: { a: 1 } });
    logTail.hear({ time: 2, level: 'debug', stream: 'main', message: 'detail', fields: {} });
    const targets = {
      config,
      tasks: createTasks(config),
      logTail,
      schedule: () => ({
        list: () => [{ name: 'purge', at: '23 * * * *', nextAt: 1 }],
        run: async (name: string) => void asked.push(`job ${name}`),
        stop: async () => {},
      }),
      pool: { rollingRestart: async () => void asked.push('restart') },
      renewCertificate: () => undefined,
    } as unknown as ControlTargets;
    control = await serveControl(controlPath(config)!, {
      ...dashboardRoutes(targets, {
        everything: async ({ file }) => void asked.push(`restore ${file}`),
        person: async ({ file, user, collection }) => {
          asked.push(`restore ${collection} of ${user} from ${file}`);
          return { records: {}, restorePoint: '', uid: user };
        },
      }),
      'GET /status': () => ({ version: '1', workers: [] }),
      'GET /settings': () => ({ settings: { FOXDEN_LOG_LEVEL: 'debug' }, secrets: ['FOXDEN_MASTER_SECRET'] }),
      'GET /certificate': () => ({ mode: 'proxy', state: 'off' }),
      'GET /certificate/history': () => [],
      'PUT /log-level': (body) => void asked.push(JSON.stringify(body)),
    });
    mkdirSync(config.backup.dir, { recursive: true });
    writeFileSync(join(config.backup.dir, 'foxden-manual-1.foxden'), 'not an archive');
    writeFileSync(join(config.dataDir, 'secret.txt'), 'secret');
  });
  afterAll(async () => {
    control.close();
    await server.stop();
  });
  beforeEach(async () => {
    asked = [];
    admin = await createPerson(server);
    other = await createPerson(server);
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', admin.uid).execute();
    await server.ctx.db.query.deleteFrom('invites').execute();
    // A backup that the test before began is finished first.
    await expect.poll(async () => JSON.stringify((await look('/tasks')).body)).not.toContain('running');
    server.logs.length = 0;
  });

  async function call(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body: object = {}) {
    const response = await fetch(`${server.url}/admin/api${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: method === 'POST' ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text } as Answer;
  }
  const look = (path: string, auth = admin.auth) => call('GET', path, { Authorization: auth });
  const act = (path: string, body: object = {}, changes: Record<string, string> = {}) =>
    call('POST', path, { Authorization: admin.auth, 'X-Foxden-Once': once(), ...changes }, body);
  const filled = (path: string) =>
    path.replace(':uid', other.uid).replace(':id', 'abcd1234').replace(':name', 'foxden-manual-1.foxden');
  const bodies: Record<string, object> = {
    '/users/:uid/quota': { quota: 1 },
    '/invites': { uses: 1, days: 1, note: '' },
    '/log_level': { level: 'debug' },
    '/backups/:name/restore_person': { uid: 'b'.repeat(32) },
  };
  const audited = () => server.logs.filter(({ stream, message }) => stream === 'audit' && message === 'AdminAction');
  const rowOf = (uid: string) =>
    server.ctx.db.query.selectFrom('accounts').selectAll().where('uid', '=', uid).executeTakeFirst();
  const everyAction = [...Object.keys(actions), '/backups/:name/download'];

  async function expectNothingDone(before: unknown) {
    expect(await rowOf(other.uid)).toEqual(before);
    expect(asked).toEqual([]);
    expect(audited()).toEqual([]);
    expect(await server.ctx.db.query.selectFrom('invites').selectAll().execute()).toEqual([]);
  }

  it.each(everyAction)('refuses everybody else to do %s', async (path) => {
    const before = await rowOf(other.uid);
    const pending = await createPerson(server, { verified: false });
    const stale = await createPerson(server, { authAt: server.ctx.now() - 16 * minute });
    for (const { uid } of [pending, stale]) {
      await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', uid).execute();
    }
    const attempt = (headers: Record<string, string>) => call('POST', filled(path), headers, bodies[path]);
    const mark = () => ({ 'X-Foxden-Once': once() });
    expect(await attempt(mark()), 'signed out').toMatchObject({ status: 401, body: { errno: 110 } });
    expect(await attempt({ ...mark(), Authorization: other.auth }), 'another account').toMatchObject({
      status: 403,
      body: { errno: 202 },
    });
    expect(await attempt({ ...mark(), Authorization: pending.auth }), 'no second factor').toMatchObject({
      status: 400,
      body: { errno: 138 },
    });
    expect(await attempt({ ...mark(), Authorization: stale.auth }), 'password long ago').toMatchObject({
      status: 400,
      body: { errno: 164 },
    });
    expect(
      await attempt({ ...mark(), Authorization: admin.auth, Origin: 'https://elsewhere.example' }),
      'another site',
    ).toMatchObject({ status: 403 });
    expect(
      await attempt({ ...mark(), Authorization: admin.auth, 'Sec-Fetch-Site': 'cross-site' }),
      'another site, by its fetch',
    ).toMatchObject({ status: 403 });
    expect(await attempt({ Authorization: admin.auth }), 'no mark').toMatchObject({
      status: 400,
      body: { errno: 108 },
    });
    expect(
      await attempt({ Authorization: admin.auth, 'X-Foxden-Once': once(server.ctx.now() - 6 * minute) }),
      'an old mark',
    ).toMatchObject({ status: 400, body: { errno: 107 } });
    const used = mark();
    expect(await act('/jobs/purge/run', {}, used), 'its mark is new').toMatchObject({ status: 200 });
    asked.length = 0;
    server.logs.length = 0;
    expect(await attempt({ Authorization: admin.auth, ...used }), 'a mark that was used').toMatchObject({
      status: 400,
      body: { errno: 107 },
    });
    await expectNothingDone(before);
  });

  it.each(Object.keys(reads))('shows %s to nobody else', async (path) => {
    expect(await call('GET', path, {})).toMatchObject({ status: 401 });
    expect(await look(path, other.auth)).toMatchObject({ status: 403 });
    const pending = await createPerson(server, { verified: false });
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', pending.uid).execute();
    expect(await look(path, pending.auth)).toMatchObject({ status: 400, body: { errno: 138 } });
    expect(await call('GET', path, { Authorization: admin.auth, Origin: 'https://elsewhere.example' })).toMatchObject({
      status: 403,
    });
    expect(await look(path)).toMatchObject({ status: 200 });
  });

  it('does what is sent twice only once', async () => {
    const mark = { 'X-Foxden-Once': once() };
    expect(await act(`/users/${other.uid}/lock`, {}, mark)).toMatchObject({ status: 200 });
    expect(await act(`/users/${other.uid}/unlock`, {}, mark)).toMatchObject({ status: 400, body: { errno: 107 } });
    expect((await rowOf(other.uid))?.disabled_at).not.toBeNull();
  });

  it('takes an administrator’s rights at once', async () => {
    const second = await createPerson(server);
    expect(await act(`/users/${second.uid}/promote`)).toMatchObject({ status: 200 });
    expect(await look('/users', second.auth)).toMatchObject({ status: 200 });
    expect(await act(`/users/${second.uid}/demote`)).toMatchObject({ status: 200 });
    expect(await look('/users', second.auth)).toMatchObject({ status: 403 });
  });

  it('writes every action into the audit log, with who did it, also one that failed', async () => {
    for (const path of everyAction) {
      const uid = (await createPerson(server)).uid;
      await act(filled(path).replace(other.uid, uid), bodies[path]);
    }
    const noted = audited().map(({ fields }) => ({ action: fields.action, by: fields.spriv }));
    const expected = [...Object.values(actions).map(({ audit }) => audit), 'backup download'];
    expect(noted).toEqual(expected.map((action) => ({ action, by: admin.uid })));
  });

  it('lets nobody saw off the branch that they sit on', async () => {
    for (const what of ['lock', 'sign_out', 'delete', 'demote']) {
      expect(await act(`/users/${admin.uid}/${what}`)).toMatchObject({ status: 400, body: { errno: 107 } });
    }
    expect(await rowOf(admin.uid)).toMatchObject({ is_admin: 1, disabled_at: null });
  });

  it.each(['demote', 'lock', 'delete'])('leaves one of two who %s each other at the same moment', async (what) => {
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 0 }).execute();
    for (let round = 0; round < 5; round++) {
      const pair = [await createPerson(server), await createPerson(server)];
      const uids = pair.map(({ uid }) => uid);
      await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', 'in', uids).execute();
      const [one, two] = pair as [Person, Person];
      const answers = await Promise.all([
        act(`/users/${two.uid}/${what}`, {}, { Authorization: one.auth }),
        act(`/users/${one.uid}/${what}`, {}, { Authorization: two.auth }),
      ]);
      // The other one may be refused by then already as somebody who is no administrator, or is signed out.
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const able = await server.ctx.db.query
        .selectFrom('accounts')
        .select('uid')
        .where('is_admin', '=', 1)
        .where('disabled_at', 'is', null)
        .execute();
      expect(able).toHaveLength(1);
      await server.ctx.db.query.updateTable('accounts').set({ is_admin: 0 }).execute();
    }
  });

  it('leaves one of two who delete their own accounts at the same moment, while others have accounts here', async () => {
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 0 }).execute();
    const client = new FxaClient(server.url);
    const emails = ['first', 'second'].map((name) => `${name}-to-leave@example.org`);
    for (const email of emails) {
      const { uid } = await client.signUp(email, 'pw');
      await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', uid).execute();
    }
    const leave = (email: string) => client.post('/account/destroy', { email, authPW: stretchV1(email, 'pw').authPW });
    const answers = await Promise.all(emails.map(leave));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect(answers.find(({ status }) => status === 403)?.body).toMatchObject({
      errno: 202,
      reason: 'lastAdministrator',
    });
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', other.uid).execute();
    expect(await leave(emails[answers.findIndex(({ status }) => status === 403)]!)).toMatchObject({ status: 200 });
  });

  it('locks, signs out, limits and deletes accounts', async () => {
    await act(`/users/${other.uid}/quota`, { quota: 1024 });
    const { body } = await look('/users');
    expect(body.users.find((user: { uid: string }) => user.uid === other.uid)).toMatchObject({ quota: 1024, bytes: 0 });
    await act(`/users/${other.uid}/sign_out`);
    expect(await call('GET', '/users', { Authorization: other.auth })).toMatchObject({ status: 401 });
    await act(`/users/${other.uid}/lock`);
    expect((await rowOf(other.uid))?.disabled_at).not.toBeNull();
    await act(`/users/${other.uid}/unlock`);
    expect((await rowOf(other.uid))?.disabled_at).toBeNull();
    expect(await act(`/users/${other.uid}/reset_code`)).toMatchObject({
      body: { code: expect.stringMatching(/^\d{8}$/) },
    });
    await act(`/users/${other.uid}/delete`);
    expect(await rowOf(other.uid)).toBeUndefined();
    expect(await act(`/users/${other.uid}/delete`)).toMatchObject({ status: 400, body: { errno: 102 } });
  });

  it('makes and revokes invitations', async () => {
    const made = await act('/invites', { uses: 2, days: null, note: 'for the family' });
    expect(made.body.link).toMatch(/\/signup\?invite=[\w-]{22}$/);
    const { body } = await look('/invites');
    expect(body.invites).toMatchObject([{ id: made.body.id, note: 'for the family', uses: 2, state: 'open' }]);
    expect(JSON.stringify(body)).not.toContain(made.body.link.split('=')[1]);
    await act(`/invites/${made.body.id}/revoke`);
    expect((await look('/invites')).body.invites).toEqual([]);
  });

  it('has the supervisor do what only it can, and tells how that went', async () => {
    await act('/jobs/purge/run');
    await act('/log_level', { level: 'debug' });
    await act('/workers/restart');
    await act('/backups/foxden-manual-1.foxden/restore');
    await act('/backups/foxden-manual-1.foxden/restore_person', { uid: other.uid, collection: 'bookmarks' });
    expect(asked).toEqual([
      'job purge',
      '{"level":"debug"}',
      'restart',
      `restore ${join(server.ctx.config.backup.dir, 'foxden-manual-1.foxden')}`,
      `restore bookmarks of ${other.uid} from ${join(server.ctx.config.backup.dir, 'foxden-manual-1.foxden')}`,
    ]);
    await act('/backups/foxden-manual-1.foxden/verify');
    await expect
      .poll(async () => (await look('/tasks')).body.tasks.find(({ name }: { name: string }) => name === 'verify'))
      .toMatchObject({ state: 'failed', subject: 'foxden-manual-1.foxden' });
  });

  it('makes a backup that can be downloaded', async () => {
    expect(await act('/backups')).toMatchObject({ status: 200, body: { name: 'backup', state: 'running' } });
    await expect
      .poll(async () => (await look('/tasks')).body.tasks.find(({ name }: { name: string }) => name === 'backup'))
      .toMatchObject({ state: 'done' });
    const { body } = await look('/backups');
    const { name } = body.backups[0];
    expect(readdirSync(server.ctx.config.backup.dir)).toContain(name);
    const archive = await act(`/backups/${name}/download`);
    expect(archive).toMatchObject({ status: 200 });
    expect(archive.body.length).toBeGreaterThan(100);
  });

  it.each(['..%2Fsecret.txt', '%2e%2e%2fsecret.foxden', 'foxden-other.foxden', '.foxden', '%00.foxden'])(
    'gives out nothing but backups: %s',
    async (name) => {
      for (const what of ['download', 'restore', 'restore_person', 'verify']) {
        const body = what === 'restore_person' ? { uid: other.uid } : {};
        expect([400, 404, 409]).toContain((await act(`/backups/${name}/${what}`, body)).status);
      }
      expect(asked).toEqual([]);
    },
  );

  it('shows no secrets among the settings, but where each one comes from', async () => {
    const { settings } = (await look('/settings')).body;
    expect(settings).toContainEqual({ name: 'FOXDEN_LOG_LEVEL', source: 'environment', value: 'debug' });
    expect(settings).toContainEqual({ name: 'FOXDEN_MASTER_SECRET', source: 'environment', value: null });
    expect(settings).toContainEqual({ name: 'FOXDEN_QUOTA_KB', source: 'default', value: null });
  });

  it('follows the log by level and number', async () => {
    const all = (await look('/log?level=debug')).body;
    expect(all.records.map(({ message }: { message: string }) => message)).toEqual(['something', 'detail']);
    expect((await look('/log?level=warn')).body.records).toHaveLength(1);
    expect((await look(`/log?after=${all.last}&level=debug`)).body.records).toEqual([]);
    expect(await look('/log?level=loud')).toMatchObject({ status: 400, body: { errno: 107 } });
  });

  it('streams what changes to administrators, and ends with their rights', async () => {
    const listen = async (authorization: string, query = '') => {
      const response = await fetch(`${server.url}/admin/api/events?${query}`, { headers: { authorization } });
      return { status: response.status, reader: response.body!.pipeThrough(new TextDecoderStream()).getReader() };
    };
    for (const [auth, status] of [
      ['', 401],
      [other.auth, 403],
    ] as const) {
      const refused = await listen(auth);
      expect(refused.status).toBe(status);
      await refused.reader.cancel();
    }
    const { reader } = await listen(admin.auth, 'log=warn&status=1');
    let heard = (await reader.read()).value!;
    expect(heard).toContain('event: tasks');
    expect(heard).toMatch(/event: status\ndata: \{"version":"1"/);
    expect(heard).toMatch(/event: log\ndata: \[\{[^\n]*"something"/);
    expect(heard).not.toContain('"detail"');
    await act('/jobs/purge/run');
    await act('/backups/foxden-manual-1.foxden/verify');
    while (!heard.includes('"failed"')) heard += (await reader.read()).value!;
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 0 }).where('uid', '=', admin.uid).execute();
    for (;;) if ((await reader.read()).done) break;
    expect((await listen(admin.auth)).status).toBe(403);
  });

  it('says in words when the supervisor does not answer', async () => {
    expect(await act('/jobs/none/run')).toMatchObject({ status: 200 });
    expect(await look('/nothing')).toMatchObject({ status: 404 });
    const inGerman = { 'Accept-Language': 'de' };
    const gone = 'Eine Sicherung dieses Namens gibt es nicht mehr. Laden Sie die Liste neu.';
    expect(await act('/backups/gone.foxden/verify', {}, inGerman)).toMatchObject({
      status: 409,
      body: { message: gone },
    });
    control.close();
    for (const path of ['/status', '/events', '/events?status=1&log=warn']) {
      expect(await look(path), path).toMatchObject({ status: 503, body: { errno: expect.any(Number) } });
    }
  });
});
