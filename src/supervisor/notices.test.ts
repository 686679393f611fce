import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { mayMount } from '../../testing/may-mount.ts';
import { createPerson } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import type { Saying } from '../failures/saying.ts';
import { runJob } from '../worker/jobs/run-job.ts';
import { type NoticeSources, noticesJob } from './notices.ts';

const day = 86_400_000;

interface Heard {
  path: string;
  title: string;
  authorization: string;
  body: string;
}

/** A header as RFC 2047 has it, in words. */
const decoded = (header: string) =>
  header.replace(/^=\?UTF-8\?B\?(.*)\?=$/, (_, base64) => Buffer.from(base64, 'base64').toString());

describeOnEngines('what the administrator is told', (engine) => {
  let server: TestServer;
  let mail: MailServer;
  let receiver: Server;
  let heard: Heard[];
  let status: number;
  let facts: { backup?: string; saying?: Saying; notAfter?: number };

  beforeAll(async () => {
    mail = await startMailServer();
    receiver = createServer();
    receiver.on('request', async (request, response) => {
      const { title = '', authorization = '' } = request.headers;
      heard.push({ path: request.url!, title: decoded(String(title)), authorization, body: await text(request) });
      const leads = status === 301 && request.url !== '/elsewhere';
      response.writeHead(leads ? 301 : status === 301 ? 200 : status, leads ? { Location: '/elsewhere' } : {}).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    server = await startTestServer(engine, {
      env: {
        FOXDEN_SMTP_URL: mail.url,
        FOXDEN_NOTIFY_MAIL: 'admin@example.org',
        FOXDEN_NOTIFY_NTFY: `http://fox:den@127.0.0.1:${port}/topic`,
        FOXDEN_NOTIFY_WEBHOOK: `http://127.0.0.1:${port}/hook?key=secret-of-hook`,
        FOXDEN_NOTIFY_SILENT_DAYS: '30',
      },
    });
  });
  afterAll(async () => {
    receiver.close();
    await mail.stop();
    await server.stop();
  });
  beforeEach(async () => {
    heard = [];
    status = 200;
    facts = {};
    mail.received.length = 0;
    await server.ctx.db.query.deleteFrom('told_notices').execute();
  });

  const sources: NoticeSources = {
    jobs: {
      run: async (name, { input } = {}) => {
        const { result, error } = await runJob(server.ctx, name, { tell: () => {}, input });
        if (error !== undefined) throw new Error(error);
        return result!;
      },
    },
    tls: () => ({
      mode: 'files',
      state: 'ok',
      certificate: facts.notAfter === undefined ? undefined : ({ notAfter: facts.notAfter } as never),
    }),
    lastBackup: () =>
      facts.backup ? { at: 1, ms: 1, state: 'failed', error: facts.backup, saying: facts.saying } : undefined,
  };
  const look = () => noticesJob(server.ctx.config, sources)[0]!.run();

  it('comes by every way, once, and again only when it has come back', async () => {
    await look();
    expect(heard).toEqual([]);
    facts = { backup: 'The disk of /backups is full.', notAfter: Date.now() + 3 * day };
    await look();
    await look();
    const titles = heard.filter(({ path }) => path === '/topic').map(({ title }) => title);
    expect(titles).toEqual(['Foxden: the backup failed', expect.stringMatching(/^Foxden: the certificate ends on \d/)]);
    expect(heard[0]).toMatchObject({
      authorization: `Basic ${Buffer.from('fox:den').toString('base64')}`,
    });
    const hooks = heard.filter(({ path }) => path === '/hook?key=secret-of-hook').map(({ body }) => JSON.parse(body));
    expect(hooks[0]).toMatchObject({ name: 'backup', server: server.ctx.config.publicUrl });
    expect(hooks[0].text).toContain('The disk of /backups is full.');
    expect(mail.received.map(({ to }) => to)).toEqual([['admin@example.org'], ['admin@example.org']]);
    expect(mail.received[0]!.headers.Subject).toBe('Foxden: the backup failed');
    facts = {};
    await look();
    facts = { backup: 'It failed once more.' };
    await look();
    expect(heard.filter(({ path }) => path === '/topic')).toHaveLength(3);
    expect(JSON.stringify(server.logs)).not.toMatch(/secret-of-hook|fox:den|admin@example/);
  });

  it.runIf(mayMount)('tells that the disk is filling up, and again when it has been emptied meanwhile', async () => {
    const { config } = server.ctx;
    const before = config.dataDir;
    const disk = mkdtempSync(join(tmpdir(), 'foxden-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1030m', 'tmpfs', disk]);
    const told = () => heard.filter(({ path }) => path === '/topic').map(({ title }) => title);
    const fill = () =>
      execFileSync('dd', ['if=/dev/zero', `of=${join(disk, 'old.foxden')}`, 'bs=1M', 'count=20', 'status=none']);
    Object.assign(config, { dataDir: disk });
    try {
      await look();
      expect(told()).toEqual([]);
      fill();
      await look();
      await look();
      expect(told()).toEqual(['Foxden: the disk is getting full']);
      const hook = heard.find(({ path }) => path.startsWith('/hook'))!;
      expect(JSON.parse(hook.body).text).toContain(`1010 MiB are free in ${disk}. Free some space`);
      rmSync(join(disk, 'old.foxden'));
      await look();
      fill();
      await look();
      expect(told()).toHaveLength(2);
    } finally {
      Object.assign(config, { dataDir: before });
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });

  it('speaks the language of each mail’s account, and everywhere else that of the oldest administrator', async () => {
    const { db, config } = server.ctx;
    const [otto, admin] = [await createPerson(server), await createPerson(server)];
    const change = (uid: string, values: object) =>
      db.query.updateTable('accounts').set(values).where('uid', '=', uid).execute();
    await change(otto.uid, { locale: 'fr-FR,fr;q=0.8' });
    await change(admin.uid, { locale: 'it, de-DE;q=0.7', is_admin: 1 });
    const before = [...config.notify.mail];
    config.notify.mail.splice(0, 1, otto.email, 'nobody@example.org');
    const what = { what: '/backups/x' };
    facts = { backup: 'English.', saying: { id: 'ENOSPC', facts: what }, notAfter: Date.parse('2001-02-03T00:00Z') };
    try {
      await look();
      const [ofOtto, ofNobody] = mail.received;
      expect(ofOtto!.headers.Subject).toBe('Foxden\u00a0: la sauvegarde a échoué');
      expect(ofOtto!.words).toContain('Le disque est plein\u00a0: il n’y a plus de place pour /backups/x.');
      expect(ofNobody!.words).toContain('Die Platte ist voll: Für /backups/x ist kein Platz mehr.');
      const topics = heard.filter(({ path }) => path === '/topic');
      expect(topics.map(({ title }) => title)).toEqual([
        'Foxden: Die Sicherung ist gescheitert',
        'Foxden: Das Zertifikat läuft am 3. Februar 2001 ab',
      ]);
      const hook = heard.find(({ path }) => path.startsWith('/hook'))!;
      expect(JSON.parse(hook.body)).toMatchObject({ name: 'backup', title: 'Foxden: Die Sicherung ist gescheitert' });
    } finally {
      config.notify.mail.splice(0, 2, ...before);
      await change(admin.uid, { is_admin: 0 });
    }
  });

  it('is tried again when nobody took it, and one way is enough', async () => {
    const { mail: ways } = server.ctx.config.notify;
    ways[0] = 'refuse@example.org';
    status = 503;
    facts = { backup: 'It failed.' };
    await look();
    const { length } = heard;
    expect(length).toBe(2);
    status = 200;
    await look();
    expect(heard).toHaveLength(2 * length);
    await look();
    expect(heard).toHaveLength(2 * length);
    ways[0] = 'admin@example.org';
  });

  it('is told nowhere by an answer that sends it elsewhere', async () => {
    const { mail: ways } = server.ctx.config.notify;
    ways[0] = 'refuse@example.org';
    status = 301;
    facts = { backup: 'It failed.' };
    await look();
    expect(heard.map(({ path }) => path)).toEqual(expect.not.arrayContaining(['/elsewhere']));
    expect(await server.ctx.db.query.selectFrom('told_notices').selectAll().execute()).toEqual([]);
    ways[0] = 'admin@example.org';
  });

  it('keeps the name of a device in its place', async () => {
    const person = await createPerson(server);
    const name = 'Attic”\n\nYour password has expired:\u0085 \u2028https://elsewhere.example/\x1b[2J';
    await fetch(`${server.url}/v1/account/device`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: person.auth },
      body: JSON.stringify({ name, type: 'desktop', availableCommands: {} }),
    });
    const old = Date.now() - 31 * day;
    await server.ctx.db.query
      .updateTable('sessions')
      .set({ last_access_at: old })
      .where('uid', '=', person.uid)
      .execute();
    await look();
    const told = heard.filter(({ path }) => path.startsWith('/hook')).map(({ body }) => JSON.parse(body));
    expect(told).toHaveLength(1);
    expect(told[0].text).toContain('“Attic Your password');
    expect(told[0].text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    await server.ctx.db.query.deleteFrom('sessions').where('uid', '=', person.uid).execute();
    await server.ctx.db.query.deleteFrom('devices').where('uid', '=', person.uid).execute();
  });

  it('tells of a device that has been silent, and no more when it is back', async () => {
    const person = await createPerson(server);
    const post = (path: string, body: object) =>
      fetch(`${server.url}/v1${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: person.auth },
        body: JSON.stringify(body),
      });
    expect((await post('/account/device', { name: 'Attic PC', type: 'desktop', availableCommands: {} })).status).toBe(
      200,
    );
    const usedAt = (time: number) =>
      server.ctx.db.query.updateTable('sessions').set({ last_access_at: time }).where('uid', '=', person.uid).execute();
    await look();
    expect(heard).toEqual([]);
    await usedAt(Date.now() - 31 * day);
    await look();
    await look();
    const hooks = heard.filter(({ path }) => path.startsWith('/hook')).map(({ body }) => JSON.parse(body));
    expect(hooks).toHaveLength(1);
    expect(hooks[0].text).toContain('“Attic PC”');
    await usedAt(Date.now());
    await look();
    expect(await server.ctx.db.query.selectFrom('told_notices').selectAll().execute()).toEqual([]);
  });

  it('is nothing where the settings name no way', () => {
    const notify = { mail: [], ntfy: null, webhook: null, silentDays: 3 };
    expect(noticesJob({ notify }, sources)).toEqual([]);
  });

  it('includes the newest version only when somebody is named to be asked', async () => {
    const admin = await createPerson(server);
    await server.ctx.db.query.updateTable('accounts').set({ is_admin: 1 }).where('uid', '=', admin.uid).execute();
    const ask = async () =>
      (await fetch(`${server.url}/admin/api/newest_version`, { headers: { authorization: admin.auth } })).json();
    expect(await ask()).toEqual({ state: 'off' });
    expect(heard).toEqual([]);
    const releases = createServer((_request, response) => response.end('{"tag_name":"v99.1.0"}'));
    await new Promise<void>((resolve) => releases.listen(0, '127.0.0.1', resolve));
    server.ctx.config.updateUrl = new URL(`http://127.0.0.1:${(releases.address() as AddressInfo).port}/latest`);
    expect(await ask()).toEqual({ state: 'other', version: '99.1.0' });
    releases.close();
    server.ctx.config.updateUrl = new URL('http://127.0.0.1:9/latest');
    expect(await ask()).toEqual({ state: 'unknown' });
    server.ctx.config.updateUrl = null;
  });
});
