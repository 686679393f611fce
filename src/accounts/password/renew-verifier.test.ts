import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { FxaClient, stretchV1, stretchV2, wrap } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';
import { stretchPassword, wrapKey } from '../../crypto/verifier.ts';

const email = 'long-here@example.org';
const password = 'as it always was';
const clientSalt = `identity.mozilla.com/picl/v1/quickStretchV2:${'5a'.repeat(16)}`;

describeOnEngines('verifiers that cost too little (accounts.md §4.3)', (engine) => {
  let server: TestServer;
  let client: FxaClient;
  beforeAll(async () => {
    server = await startTestServer(engine, { overrides: { stretch: stretchPassword } });
    client = new FxaClient(server.url);
  });
  afterAll(() => server.stop());

  it('are renewed at sign-in, each version by itself, and kB stays', async () => {
    const kB = randomBytes(32).toString('hex');
    const [v1, v2] = [stretchV1(email, password), stretchV2(clientSalt, password)];
    const [wrapKb, wrapKbVersion2] = [wrap(kB, v1.unwrapBKey), wrap(kB, v2.unwrapBKey)];
    const created = { email, authPW: v1.authPW, wrapKb, authPWVersion2: v2.authPW, wrapKbVersion2, clientSalt };
    expect((await client.post('/account/create', created)).status).toBe(200);
    const accounts = server.ctx.db.query;
    const stored = () =>
      accounts.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirstOrThrow();
    const verifiers = async () => {
      const { auth_salt, verify_cost, verify_hash, wrap_wrap_kb, ...rest } = await stored();
      const { verify_cost_v2, verify_hash_v2, wrap_wrap_kb_v2 } = rest;
      return { auth_salt, verify_cost, verify_hash, wrap_wrap_kb, verify_cost_v2, verify_hash_v2, wrap_wrap_kb_v2 };
    };
    const before = await verifiers();
    expect(before).toMatchObject({ verify_cost: 2, verify_cost_v2: 2 });
    // As an older Foxden has left them.
    const old1 = await stretchPassword(v1.authPW, before.auth_salt, 1);
    const old2 = await stretchPassword(v2.authPW, before.auth_salt, 1);
    await accounts
      .updateTable('accounts')
      .set({
        verify_cost: 1,
        verify_hash: old1.verifyHash,
        wrap_wrap_kb: wrapKey(wrapKb, old1.wrapWrapKey),
        verify_cost_v2: 1,
        verify_hash_v2: old2.verifyHash,
        wrap_wrap_kb_v2: wrapKey(wrapKbVersion2, old2.wrapWrapKey),
      })
      .execute();

    expect((await client.post('/account/login', { email, authPW: 'ff'.repeat(32) })).body.errno).toBe(103);
    expect(await stored()).toMatchObject({ verify_cost: 1, verify_cost_v2: 1 });

    expect((await client.signIn(email, password)).kB).toBe(kB);
    expect(await stored()).toMatchObject({
      verify_cost: 2,
      verify_hash: before.verify_hash,
      wrap_wrap_kb: before.wrap_wrap_kb,
      verify_cost_v2: 1,
    });
    expect((await client.signIn(email, password)).kB).toBe(kB);

    for (let round = 0; round < 2; round++) {
      const { body } = await client.post('/account/login?keys=true', { email, authPW: v2.authPW });
      expect(await client.fetchKb(body.keyFetchTokenVersion2, v2.unwrapBKey)).toBe(kB);
      expect(await verifiers()).toEqual(before);
    }
  });
});
