import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { newestBackup } from '../../backup/newest-backup.ts';
import { examine, renderFindings } from './doctor.ts';
import type { DoctorContext } from './finding.ts';

describeOnEngines('foxden doctor', (engine) => {
  let server: TestServer;
  let ctx: DoctorContext;
  beforeAll(async () => {
    server = await startTestServer(engine);
    const { config, db } = server.ctx;
    const backupDir = join(config.dataDir, 'backups');
    ctx = {
      config,
      db,
      backupDir,
      newestBackup: () => newestBackup(backupDir),
      now: Date.now,
      isRunning: true,
      unknownSettings: [],
    };
  });
  afterAll(() => server.stop());

  const states = async (changed: Partial<DoctorContext> = {}) =>
    Object.fromEntries((await examine({ ...ctx, ...changed })).map((finding) => [finding.check, finding.state]));

  it('finds a healthy server healthy', async () => {
    expect(await states()).toMatchObject({ settings: 'ok', DNS: 'ok', 'public URL': 'ok', database: 'ok', disk: 'ok' });
  });

  it('sees that there is no backup, an old one, a fresh one', async () => {
    expect(await states()).toMatchObject({ backup: 'warning' });
    await mkdir(ctx.backupDir, { recursive: true });
    await writeFile(join(ctx.backupDir, 'foxden-nightly-2026-01-01T030000Z.foxden'), '');
    expect(await states()).toMatchObject({ backup: 'ok' });
    expect(await states({ now: () => Date.now() + 72 * 3_600_000 })).toMatchObject({ backup: 'warning' });
  });

  it('sees a public URL that nobody or somebody else answers, or that has no address', async () => {
    const at = (publicUrl: string | null) => states({ config: { ...ctx.config, publicUrl } });
    expect(await at('http://localhost:1')).toMatchObject({ 'public URL': 'problem' });
    expect(await at(server.url.replace('localhost', '127.0.0.1'))).toMatchObject({ 'public URL': 'problem' });
    expect(await at('http://nowhere.invalid')).toMatchObject({ DNS: 'problem' });
    expect(await at(null)).toMatchObject({ 'public URL': 'problem' });
  });

  it('sees misspelt settings and sign-ups open to the world, each with what to do', async () => {
    const findings = await examine({
      ...ctx,
      unknownSettings: ['FOXDEN_SINGUPS is no setting'],
      config: { ...ctx.config, publicUrl: 'http://nowhere.invalid', signups: 'open' },
    });
    const text = renderFindings(findings);
    expect(text).toContain('FOXDEN_SINGUPS is no setting');
    expect(text).toContain('foxden invite create');
    expect(text).toContain('FOXDEN_TRUSTED_PROXIES');
    for (const finding of findings) expect(finding.state === 'ok' || Boolean(finding.fix), finding.says).toBe(true);
  });

  it('says everything that a page can show in other languages, too', async () => {
    const elsewhere = { mode: 'external', oauthUrl: 'https://oauth.accounts.firefox.com' } as const;
    const each: Partial<DoctorContext>[] = [
      {},
      { now: () => Date.now() + 400 * 86_400_000 },
      { config: { ...ctx.config, publicUrl: 'http://localhost:1' } },
      { config: { ...ctx.config, publicUrl: 'https://localhost:1' } },
      { config: { ...ctx.config, publicUrl: server.url.replace('localhost', '127.0.0.1') } },
      { config: { ...ctx.config, publicUrl: 'http://nowhere.invalid/sync', signups: 'open' } },
      { config: { ...ctx.config, publicUrl: 'http://nowhere.invalid', accounts: elsewhere } },
      { config: { ...ctx.config, dataDir: '/nowhere' } },
      { newestBackup: () => Promise.reject(new Error('odd')) },
      { newestBackup: () => Promise.reject(Object.assign(new Error(), { code: 'EACCES', path: '/backups' })) },
    ];
    const findings = (await Promise.all(each.map((changed) => examine({ ...ctx, ...changed })))).flat();
    expect(findings.filter(({ saying }) => !saying)).toEqual([]);
    expect(new Set(findings.map(({ saying }) => saying?.id)).size).toBeGreaterThan(15);
  });

  it('sees that anybody with a Mozilla account may store data here, until that is limited', async () => {
    const accounts = { mode: 'external', oauthUrl: 'https://oauth.accounts.firefox.com' } as const;
    const config = { ...ctx.config, publicUrl: 'http://nowhere.invalid', accounts };
    const text = async (changes: object) =>
      renderFindings(await examine({ ...ctx, config: { ...config, ...changes } }));
    expect(await text({})).toContain('Anybody with an account at oauth.accounts.firefox.com');
    for (const limit of [{ signups: 'closed' }, { maxUsers: 3 }, { allow: ['a'.repeat(32)] }]) {
      expect(await text(limit)).not.toContain('Anybody');
    }
  });

  it('sees that there is no database yet', async () => {
    expect(await states({ db: null })).toMatchObject({ database: 'warning' });
  });

  it('sees a database of a newer Foxden', async () => {
    await server.ctx.db.query
      .insertInto('foxden_migrations')
      .values({ id: 999, name: 'future', applied_at: 0 })
      .execute();
    expect(await states()).toMatchObject({ database: 'problem' });
    await server.ctx.db.query.deleteFrom('foxden_migrations').where('id', '=', 999).execute();
  });
});
