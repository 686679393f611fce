import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { stretchV1 } from '../../testing/fxa-client.ts';
import { OldBrowser } from '../../testing/legacy/old-browser.ts';
import { clientIds, createPerson, get, oldsync, post, signIn } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { adminLinkFile } from '../admin/admin-link.ts';
import { type StorageTokenPayload, tokenSigner } from '../crypto/tokenlib.ts';
import { stretchPassword } from '../crypto/verifier.ts';
import { adminLink } from './admin-link.ts';
import type { Command } from './command.ts';
import { invite } from './invite.ts';
import { user } from './user.ts';

describeOnEngines('foxden user, invite and admin-link beside a running server', (engine) => {
  let server: TestServer;
  let printed: string[];

  beforeEach(async () => {
    const env = { ...(await engine.env()), FOXDEN_SIGNUPS: 'invite' };
    // The commands stretch passwords as an appliance does.
    server = await startTestServer({ ...engine, env: async () => env }, { overrides: { stretch: stretchPassword } });
    for (const [name, value] of Object.entries({ ...env, FOXDEN_PUBLIC_URL: server.url })) vi.stubEnv(name, value);
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await server.stop();
  });

  const run = async (command: Command, line = ''): Promise<string> => {
    printed.length = 0;
    await command.run(line === '' ? [] : line.split(' '));
    return printed.join('\n');
  };
  const signUp = (email: string, link: string) =>
    post(`${server.url}/v1/account/create`, {
      email,
      authPW: 'ab'.repeat(32),
      invite: new URL(link).searchParams.get('invite'),
    });

  it('make links with which people can sign up', async () => {
    const link = await run(invite, 'create --uses 1 --days 1 --note family');
    expect(link).toContain(`${server.url}/signup?invite=`);
    const list = await run(invite, 'list');
    expect(list).toMatch(/ open +0 of 1 .* family/);
    expect(list).not.toContain(new URL(link).searchParams.get('invite'));
    expect((await signUp('zoe@example.org', link)).status).toBe(200);
    expect(await run(invite, 'list')).toMatch(/ used up +1 of 1 /);
    const other = await run(invite, 'create');
    const id = /^(\w{8}) +open/m.exec(await run(invite, 'list'))![1];
    await run(invite, `revoke ${id}`);
    expect((await signUp('yan@example.org', other)).status).toBe(403);
    await expect(run(invite, `revoke ${id}`)).rejects.toThrow(/no invitation/);
    await expect(run(invite, 'create --uses 0')).rejects.toThrow(/--uses/);
  });

  it('make the first who has the link the administrator, and then forget it', async () => {
    const file = adminLinkFile(server.ctx.config);
    const link = await run(adminLink);
    expect(readFileSync(file, 'utf8')).toBe(`${link}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await run(adminLink), 'the same until it is used').toBe(link);
    expect((await signUp('zoe@example.org', link)).status).toBe(200);
    expect(await run(user, 'list')).toMatch(/zoe@example\.org .* administrator/);
    expect(await run(adminLink)).toBe('');
    expect(existsSync(file)).toBe(false);
    expect(await run(adminLink, '--another')).not.toBe(link);
  });

  it('leave no link behind when somebody else was made the administrator', async () => {
    const link = await run(adminLink);
    const { email } = await createPerson(server);
    await run(user, `admin ${email}`);
    expect(await run(adminLink)).toBe('');
    expect((await signUp('zoe@example.org', link)).status).toBe(403);
  });

  it('print every list as JSON, and take the rights of an administrator back', async () => {
    await run(user, 'add kim@example.org --admin');
    const listed = async () => JSON.parse(await run(user, 'list --json')) as { email: string; isAdmin: boolean }[];
    expect(await listed()).toMatchObject([{ email: 'kim@example.org', isAdmin: true }]);
    expect(await run(user, 'demote kim@example.org')).toContain('no administrator any more');
    expect(await listed()).toMatchObject([{ isAdmin: false }]);
    await run(invite, 'create --note family');
    const isFamily = expect.arrayContaining([expect.objectContaining({ note: 'family', state: 'open' })]);
    expect(JSON.parse(await run(invite, 'list --json'))).toEqual(isFamily);
    expect(JSON.parse(await run(user, 'codes --json'))).toEqual([]);
    await expect(run(user, 'demote kim@example.org --json')).rejects.toThrow(/Usage/);
  });

  it('add an account that can sign in with the printed password', async () => {
    const output = await run(user, 'add Zoe@example.org');
    const password = /Password: (\S+)/.exec(output)![1]!;
    const { authPW } = stretchV1('Zoe@example.org', password);
    const login = await post(`${server.url}/v1/account/login`, { email: 'Zoe@example.org', authPW });
    expect(login).toMatchObject({ status: 200, body: { verified: true } });
    await expect(run(user, 'add zoe@EXAMPLE.org')).rejects.toThrow(/already/);
    await expect(run(user, 'add zoe')).rejects.toThrow(/no mail address/);
  });

  it('lock an account out at once and let it in again', async () => {
    const person = await createPerson(server);
    const { refresh_token } = await signIn(server, person, { client_id: clientIds.android });
    const mint = () =>
      post(`${server.url}/v1/oauth/token`, { client_id: clientIds.desktop, scope: oldsync }, person.auth);
    const refresh = () =>
      post(`${server.url}/v1/oauth/token`, {
        client_id: clientIds.android,
        grant_type: 'refresh_token',
        refresh_token,
      });
    const { access_token } = (await mint()).body;
    await run(user, `disable ${person.email.toUpperCase()}`);
    expect((await mint()).status).toBe(401);
    expect((await refresh()).status).toBe(401);
    expect((await post(`${server.url}/v1/verify`, { token: access_token })).status).toBe(400);
    expect(await run(user, 'list')).toMatch(/ disabled/);
    await run(user, `enable ${person.uid}`);
    expect((await mint()).status).toBe(200);
    expect((await refresh()).status).toBe(200);
  });

  it('delete an account with all its rows, but only with --yes', async () => {
    const person = await createPerson(server);
    await signIn(server, person);
    await expect(run(user, `delete ${person.uid}`)).rejects.toThrow(/--yes/);
    await run(user, `delete ${person.uid} --yes`);
    expect(await run(user, 'list')).toBe('There are no accounts yet.');
    const logs = server.ctx.config.log.dir!;
    const [file] = readdirSync(logs).filter((name) => /^audit-.*\.log$/.test(name));
    expect(readFileSync(join(logs, file!), 'utf8')).toMatch(
      new RegExp(`\\|AdminAction\\|.* suser=${person.uid} action=user delete `),
    );
    for (const table of ['sessions', 'access_tokens', 'refresh_tokens'] as const) {
      expect(await server.ctx.db.query.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    await expect(run(user, `delete ${person.uid} --yes`)).rejects.toThrow(/no account/);
  });

  it('set how much somebody may store, in force with the next storage token (sync15.md §10.1, §13)', async () => {
    const person = await createPerson(server);
    expect(await run(user, `quota ${person.email}`)).toMatch(/as much as there is room for, like everybody/);
    const exchange = async (): Promise<StorageTokenPayload> => {
      const body = { client_id: clientIds.desktop, scope: oldsync };
      const { access_token } = (await post(`${server.url}/v1/oauth/token`, body, person.auth)).body;
      const { id } = (
        await get(`${server.url}/1.0/sync/1.5`, {
          Authorization: `Bearer ${access_token}`,
          'X-KeyID': `1700000002000-${'A'.repeat(22)}`,
        })
      ).body;
      return tokenSigner(server.ctx.secrets.masterSecrets[0]!).open(id)!.payload;
    };
    expect(await exchange()).not.toHaveProperty('quota_bytes');
    await run(user, `quota ${person.email} 64kB`);
    expect(await exchange()).toHaveProperty('quota_bytes', 65_536);
    expect(await run(user, `quota ${person.uid}`)).toContain('64 KiB');
    await run(user, `quota ${person.email} none`);
    expect(await exchange()).toHaveProperty('quota_bytes', null);
    await run(user, `quota ${person.email} default`);
    expect(await exchange()).not.toHaveProperty('quota_bytes');
    await expect(run(user, `quota ${person.email} much`)).rejects.toThrow(/no size/);
  });

  it('print a code that the page for forgotten passwords takes', async () => {
    const { email } = await createPerson(server);
    const output = await run(user, `reset-password ${email}`);
    expect(output).toContain(`${server.url}/reset_password`);
    const code = /Code: (\d{8})/.exec(output)![1];
    const answer = await post(`${server.url}/v1/password/forgot/verify_otp`, { email, code });
    expect(answer).toMatchObject({ status: 200, body: { token: expect.any(String) } });
  });

  it('show the codes that people wait for when there is no mail', async () => {
    const { email } = await createPerson(server);
    expect(await run(user, 'codes')).toBe('Nobody waits for a code.');
    await post(`${server.url}/v1/password/forgot/send_otp`, { email });
    expect(await run(user, 'codes')).toMatch(new RegExp(`\\d{8} +${email}`));
  });

  it('look after accounts of Sync 1.1 too', async () => {
    const joe = new OldBrowser(server.url, 'joe@example.com');
    const made = await run(user, `add ${joe.mail} --legacy`);
    joe.password = /^Password: (\S+)$/m.exec(made)![1]!;
    const status = async () => (await joe.sync('GET', '/info/collections')).status;
    expect(await status()).toBe(200);
    await expect(run(user, `add ${joe.mail} --legacy`)).rejects.toThrow(/already/);
    expect(await run(user, 'list')).toMatch(/^1\d{10} +joe@example\.com .*Sync 1\.1$/m);
    expect(await run(user, 'list --legacy')).toContain('joe@example.com');
    await run(user, `disable ${joe.mail} --legacy`);
    // The server of this test hears no supervisor; with one it is told at once.
    await server.ctx.revocations.refresh();
    expect(await status()).toBe(401);
    await run(user, `enable ${joe.name} --legacy`);
    await server.ctx.revocations.refresh();
    expect(await status()).toBe(200);
    expect(await run(user, `quota ${joe.mail} 1KB --legacy`)).toContain('may store');
    await server.ctx.revocations.refresh();
    expect((await joe.sync('GET', '/info/quota')).text).toMatch(/^\[0,(1|0\.97\d+)\]$/);
    const [link] = (await run(user, `reset-password ${joe.mail} --legacy`)).split('\n');
    const key = new URL(link!).searchParams.get('key')!;
    const headers = { 'x-weave-password-reset': key };
    expect((await joe.user('POST', '/password', { body: 'quite another', headers, auth: null })).text).toBe('success');
    joe.password = 'quite another';
    expect(await status()).toBe(200);
    await expect(run(user, `delete ${joe.mail} --legacy`)).rejects.toThrow(/--yes/);
    await run(user, `delete ${joe.mail} --legacy --yes`);
    await server.ctx.revocations.refresh();
    expect(await status()).toBe(401);
    await expect(run(user, `disable ${joe.mail} --legacy`)).rejects.toThrow(/no Sync 1.1 account/);
    await expect(run(user, `admin ${joe.mail} --legacy`)).rejects.toThrow(/Usage/);
  });
});
