import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { freePort } from '../../testing/free-port.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { clientIds } from '../../testing/person.ts';
import { spawnServe } from '../../testing/serve-process.ts';
import { accessTokenOf, openSyncStorage } from '../../testing/sync-client.ts';
import { listenInProcess } from '../../testing/test-server.ts';
import { verifyArchive } from '../backup/read-archive.ts';
import { type Config, createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { openDatabase } from '../database/database.ts';
import type { FixtureFacts } from '../database/fixtures/facts.ts';
import { layOut } from '../database/fixtures/lay-out.ts';
import { migrate, schemaVersion } from '../database/migrate.ts';
import { migrations } from '../database/migrations/index.ts';
import { createLogger } from '../log/logger.ts';
import { prepareDatabase } from './prepare.ts';
import { restoreArchive } from './restore-archive.ts';

const folder = join(import.meta.dirname, '../database/fixtures');
const newest = migrations.at(-1)!.id;
const schemas = readdirSync(folder)
  .map((name) => Number(/^schema-(\d+)\.foxden$/.exec(name)?.[1]))
  .filter((schema) => schema > 0)
  .sort((one, other) => one - other);

/** Everything that the person of the fixture has must be there, by the ways that clients take. */
async function useAs(served: { url: string }, facts: FixtureFacts): Promise<void> {
  const client = new FxaClient(served.url, { scheme: 'bearer' });
  const session = client.session(facts.sessionToken);
  expect((await client.get('/session/status', session)).body).toMatchObject({ uid: facts.uid });
  const devices = (await client.get('/account/devices', session)).body as { name: string }[];
  expect(devices.map(({ name }) => name).sort()).toEqual([...facts.devices].sort());
  expect((await client.signIn(facts.email.toLowerCase(), facts.password)).kB).toBe(facts.kB);
  const refresh = {
    grant_type: 'refresh_token',
    client_id: clientIds.android,
    refresh_token: facts.refreshToken,
    scope: 'profile',
  };
  expect((await client.post('/oauth/token', refresh)).status).toBe(200);
  const accessToken = await accessTokenOf(client, facts.sessionToken);
  const storage = await openSyncStorage({ url: served.url, accessToken, ...facts });
  for (const [name, records] of Object.entries(facts.records)) {
    const found = (await storage.get(`/storage/${name}?full=1`)).json as { id: string; payload: string }[];
    expect(found.map(({ id }) => id).sort(), name).toEqual(records.map(({ id }) => id).sort());
    for (const record of records.filter(({ id }) => id !== 'global')) {
      expect(found.find(({ id }) => id === record.id)).toMatchObject(record);
    }
  }
  expect((await storage.put('/storage/bookmarks/newer', { payload: 'x' })).status).toBe(200);
}

interface Fixture {
  schema: number;
  file: string;
  facts: FixtureFacts;
}

const fixtures: Fixture[] = schemas.map((schema) => ({
  schema,
  file: join(folder, `schema-${schema}.foxden`),
  facts: JSON.parse(readFileSync(join(folder, `schema-${schema}.json`), 'utf8')),
}));

describeOnEngines('data of an older Foxden', (engine) => {
  const stops: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  const prepare = async ({ facts }: Fixture) => {
    const listen = `127.0.0.1:${await freePort()}`;
    const paths = { FOXDEN_PUBLIC_URL: facts.publicUrl, FOXDEN_LISTEN: listen };
    const env = { ...(await engine.env()), ...paths, FOXDEN_WORKERS: '1' };
    return { env, config: createConfig(readEnv(env)) };
  };
  const prepareOld = async (fixture: Fixture) => {
    const prepared = await prepare(fixture);
    await layOut(prepared.config, { ...fixture, passphrase: fixture.facts.passphrase });
    return prepared;
  };
  const serve = async (env: Record<string, string>) => {
    const served = await spawnServe(env);
    stops.push(() => served.stop());
    return served;
  };
  /** Starts as the supervisor and a worker do, in this process. */
  const start = async (config: Config) => {
    const secrets = await prepareDatabase(
      config,
      createLogger(() => {}, 'error'),
    );
    const server = await listenInProcess(config, secrets);
    stops.push(() => server.stop());
    return server;
  };
  const expectSaved = async (config: Config, { schema, facts }: Fixture) => {
    const saved = readdirSync(config.backup.dir).filter((name) => name.includes('before-upgrade'));
    expect(saved).toHaveLength(1);
    const passphrase = readFileSync(join(config.dataDir, 'keys/backup-passphrase'), 'utf8').trim();
    const { header, rows } = await verifyArchive(join(config.backup.dir, saved[0]!), passphrase);
    expect(header.schema).toBe(schema);
    // Counters of limits were saved once; they describe the machine, not what people stored.
    const { rate_limits: _counters, ...stored } = facts.rows;
    expect(rows).toEqual(stored);
    const db = openDatabase(config.database);
    expect(await schemaVersion(db)).toBe(newest);
    await db.close();
  };

  it.each(fixtures)('of schema $schema is saved, brought up to date and used as before', async (fixture) => {
    const { config } = await prepareOld(fixture);
    await useAs(await start(config), fixture.facts);
    await expectSaved(config, fixture);
  });

  it.each(fixtures)('of schema $schema is restored from its archive into the newest schema', async (fixture) => {
    const { config } = await prepare(fixture);
    const { file, facts } = fixture;
    expect((await restoreArchive(config, { file, passphrase: facts.passphrase })).rows).toEqual(facts.rows);
    await useAs(await start(config), facts);
  });

  it('goes through `foxden serve`', async () => {
    const fixture = fixtures[0]!;
    const { env, config } = await prepareOld(fixture);
    const served = await serve(env);
    await served.waitFor(/Foxden is ready/);
    await expect.poll(async () => (await served.status()).workers[0]?.state).toBe('ready');
    await useAs(served, fixture.facts);
    await expectSaved(config, fixture);
  });

  it('is left alone by a Foxden that is older than it', async () => {
    const { env, config } = await prepareOld(fixtures[0]!);
    const db = openDatabase(config.database);
    await migrate(db);
    await db.query
      .insertInto('foxden_migrations')
      .values({ id: newest + 1, name: 'later', applied_at: 0 })
      .execute();
    await db.close();
    const served = await serve(env);
    expect(await served.exited).toBe(78);
    expect(served.output()).toMatch(new RegExp(`schema ${newest + 1}.*only up to ${newest}.*restore a backup`, 's'));
  });
});

it('there is data of the schema before the newest to upgrade from', () => {
  expect(schemas).toContain(migrations.at(-2)!.id);
});
