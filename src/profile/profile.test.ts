import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOnEngines } from '../../testing/engines.ts';
import { clientIds, createPerson, get, type Person, post } from '../../testing/person.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { defaultAvatar } from './images/default-avatar.ts';
import { largestAvatar } from './routes/upload-avatar.ts';

const png = defaultAvatar(0);

describeOnEngines('profile server', (engine) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(engine);
  });
  afterAll(() => server.stop());

  const url = (path: string) => `${server.url}/profile/v1${path}`;
  async function bearer(person: Person, scope = 'profile profile:write'): Promise<string> {
    const answer = await post(`${server.url}/v1/oauth/token`, { client_id: clientIds.desktop, scope }, person.auth);
    return `Bearer ${answer.body.access_token}`;
  }
  async function upload(auth: string, bytes: Buffer, type = 'image/png') {
    const response = await fetch(url('/avatar/upload'), {
      method: 'POST',
      headers: { Authorization: auth, 'Content-Type': type },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, body: (await response.json()) as { url: string; id: string; errno: number } };
  }

  it('always tells avatar and avatarDefault, and the exact uid (accounts.md §10.2.23, §10.3.2)', async () => {
    const person = await createPerson(server);
    const { status, body } = await get(url('/profile'), { Authorization: await bearer(person, 'profile') });
    expect(status).toBe(200);
    expect(body).toEqual({
      uid: person.uid,
      sub: person.uid,
      email: person.email,
      avatar: expect.stringMatching(/^http:\/\/localhost:\d+\/profile\/v1\/avatar\/default\/\d+\.png$/),
      avatarDefault: true,
    });
    const image = await fetch(body.avatar);
    expect(image.headers.get('content-type')).toBe('image/png');
    expect(
      Buffer.from(await image.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('answers 304 to the exact ETag alone: the Rust client quotes it twice and takes 304 for a redirect (accounts.md §8)', async () => {
    const Authorization = await bearer(await createPerson(server), 'profile');
    const etag = (await get(url('/profile'), { Authorization })).headers.get('etag')!;
    expect(etag).toMatch(/^"[^"]+"$/);
    const answer = await get(url('/profile'), { Authorization, 'If-None-Match': etag });
    expect(answer).toMatchObject({ status: 304, body: undefined });
    for (const header of [`"${etag}"`, JSON.stringify(etag), etag.slice(1, -1), `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, body, headers } = await get(url('/profile'), { Authorization, 'If-None-Match': header });
      expect({ status, etag: headers.get('etag') }, header).toEqual({ status: 200, etag });
      expect(body.uid, header).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('changes the ETag with the profile', async () => {
    const Authorization = await bearer(await createPerson(server));
    const etag = async () => (await get(url('/profile'), { Authorization })).headers.get('etag');
    const before = await etag();
    await post(url('/display_name'), { displayName: 'Zoë' }, Authorization);
    const named = await etag();
    expect(named).not.toBe(before);
    await upload(Authorization, png);
    expect(await etag()).not.toBe(named);
  });

  it('has the devices fetch a changed profile again (accounts.md §6.5)', async () => {
    const tell = vi.spyOn(server.ctx.push, 'tellOthers');
    const person = await createPerson(server);
    const Authorization = await bearer(person);
    await post(url('/display_name'), { displayName: 'Zoë' }, Authorization);
    await upload(Authorization, png);
    await fetch(url('/avatar'), { method: 'DELETE', headers: { Authorization } });
    await post(url('/display_name'), { displayName: 5 }, Authorization);
    expect(tell.mock.calls).toEqual(Array.from({ length: 3 }, () => [person.uid, null, 'fxaccounts:profile_updated']));
    tell.mockRestore();
  });

  it('answers 401/110 in JSON to tokens that are not good, so that desktop gets another (accounts.md §8)', async () => {
    const person = await createPerson(server);
    const token = await bearer(person);
    await server.ctx.db.query.deleteFrom('access_tokens').where('uid', '=', person.uid).execute();
    for (const Authorization of [
      token,
      'Bearer x.y.z',
      `Bearer ${'a'.repeat(64)}`,
      person.auth,
      'Bearer',
      'Basic eDp5',
    ]) {
      const answer = await get(url('/profile'), { Authorization });
      expect(answer, Authorization).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
    }
    expect(await get(url('/profile'))).toMatchObject({ status: 401, body: { code: 401, errno: 110 } });
  });

  it('tells no more than the scope allows', async () => {
    const person = await createPerson(server);
    const read = async (path: string, scope: string) => get(url(path), { Authorization: await bearer(person, scope) });
    expect((await read('/profile', 'profile:email')).body).toEqual({
      uid: person.uid,
      sub: person.uid,
      email: person.email,
    });
    expect((await read('/profile', 'openid')).body).toEqual({ uid: person.uid, sub: person.uid });
    expect(await read('/email', 'profile:uid')).toMatchObject({ status: 403, body: { errno: 163 } });
    const write = await post(url('/display_name'), { displayName: 'x' }, await bearer(person, 'profile'));
    expect(write).toMatchObject({ status: 403, body: { errno: 163 } });
  });

  it('tells uid and email alone (accounts.md §8, for PyFxA)', async () => {
    const person = await createPerson(server);
    const Authorization = await bearer(person);
    expect((await get(url('/uid'), { Authorization })).body).toEqual({ uid: person.uid });
    expect((await get(url('/email'), { Authorization })).body).toEqual({ email: person.email });
  });

  it('keeps a display name and takes it away (accounts.md §8)', async () => {
    const Authorization = await bearer(await createPerson(server));
    expect((await get(url('/display_name'), { Authorization })).status).toBe(204);
    expect(await post(url('/display_name'), { displayName: ' Zoë 🦊 ' }, Authorization)).toMatchObject({ body: {} });
    expect((await get(url('/display_name'), { Authorization })).body).toEqual({ displayName: 'Zoë 🦊' });
    expect((await get(url('/profile'), { Authorization })).body.displayName).toBe('Zoë 🦊');
    await post(url('/display_name'), { displayName: '' }, Authorization);
    expect((await get(url('/display_name'), { Authorization })).status).toBe(204);
  });

  it('refuses names that are none, and changes nothing', async () => {
    const Authorization = await bearer(await createPerson(server));
    const errno = async (body: unknown) => (await post(url('/display_name'), body, Authorization)).body.errno;
    expect(await errno({ displayName: 'x'.repeat(257) })).toBe(107);
    expect(await errno({ displayName: 'a\nb' })).toBe(107);
    expect(await errno({ displayName: 5 })).toBe(107);
    expect(await errno({})).toBe(108);
    expect(await errno('{')).toBe(106);
    expect((await get(url('/display_name'), { Authorization })).status).toBe(204);
  });

  it('keeps a picture, serves it to everybody as nothing but a picture, and deletes it', async () => {
    const person = await createPerson(server);
    const Authorization = await bearer(person);
    const { status, body } = await upload(Authorization, png, 'text/html');
    expect(status).toBe(201);
    const { body: profile } = await get(url('/profile'), { Authorization });
    expect(profile).toMatchObject({ avatar: body.url, avatarDefault: false });
    expect((await get(url('/avatar'), { Authorization })).body).toEqual({
      id: body.id,
      avatar: body.url,
      avatarDefault: false,
    });
    const image = await fetch(body.url);
    expect(Buffer.from(await image.arrayBuffer()).equals(png)).toBe(true);
    expect(Object.fromEntries(image.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    await fetch(url(`/avatar/${'0'.repeat(32)}`), { method: 'DELETE', headers: { Authorization } });
    expect((await fetch(body.url)).status).toBe(200);
    await fetch(url('/avatar'), { method: 'DELETE', headers: { Authorization } });
    expect((await fetch(body.url)).status).toBe(404);
    expect((await get(url('/profile'), { Authorization })).body.avatarDefault).toBe(true);
  });

  it('refuses what is no picture, or too large a one', async () => {
    const Authorization = await bearer(await createPerson(server));
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect(await upload(Authorization, svg, 'image/svg+xml')).toMatchObject({ status: 400, body: { errno: 107 } });
    expect(await upload(Authorization, Buffer.alloc(0))).toMatchObject({ status: 400, body: { errno: 107 } });
    const large = Buffer.concat([png, randomBytes(largestAvatar)]);
    expect(await upload(Authorization, large)).toMatchObject({ status: 413, body: { errno: 113 } });
    expect((await get(url('/profile'), { Authorization })).body.avatarDefault).toBe(true);
  });

  it('answers unknown paths in JSON', async () => {
    for (const path of ['/nothing', '/avatar/default/12.png', '/avatar/default/x', `/avatar/${'0'.repeat(32)}`]) {
      expect(await get(url(path)), path).toMatchObject({ status: 404, body: { code: 404, errno: 116 } });
    }
  });

  it('reads a profile in two statements', async () => {
    const Authorization = await bearer(await createPerson(server));
    server.statements.length = 0;
    await get(url('/profile'), { Authorization });
    expect(server.statements).toHaveLength(2);
  });
});
