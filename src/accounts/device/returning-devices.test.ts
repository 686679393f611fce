import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEngines } from '../../../testing/engines.ts';
import { type ClientAuth, clientToken, FxaClient, type SignedIn, stretchV1 } from '../../../testing/fxa-client.ts';
import { startTestServer, type TestServer } from '../../../testing/test-server.ts';

const email = 'returning@example.org';
const command = 'https://identity.mozilla.com/cmd/open-uri';

describeOnEngines(
  'a Firefox that signs in again after a change of password (accounts.md §2.10, §10.2.17)',
  (engine) => {
    let server: TestServer;
    let client: FxaClient;
    let changer: ClientAuth;
    let deviceId: string;
    beforeAll(async () => {
      server = await startTestServer(engine, { env: { FOXDEN_RATE_LIMITS: 'off' } });
      client = new FxaClient(server.url);
      const user = await client.signUp(email, 'first password');
      changer = client.session(user.sessionToken);
      await register({ name: 'changer' }, changer);
      const other = client.session((await client.signIn(email, 'first password')).sessionToken);
      deviceId = (await register({ name: 'other' }, other)).body.id;
      changer = client.session(await changePassword(user));
    });
    afterAll(() => server.stop());

    async function changePassword({ sessionToken }: SignedIn): Promise<string> {
      const oldAuthPW = stretchV1(email, 'first password').authPW;
      const start = await client.post('/password/change/start', { email, oldAuthPW }, client.session(sessionToken));
      const body = {
        authPW: stretchV1(email, 'second password').authPW,
        wrapKb: '0'.repeat(64),
        sessionToken: clientToken('sessionToken', sessionToken).id,
      };
      const token = client.auth('passwordChangeToken', start.body.passwordChangeToken);
      return (await client.post('/password/change/finish', body, token)).body.sessionToken;
    }
    const register = (body: object, auth: ClientAuth) =>
      client.post('/account/device', { availableCommands: { [command]: 'keys' }, ...body }, auth);
    const list = async (auth: ClientAuth) => (await client.get('/account/devices', auth)).body;
    const invoke = () =>
      client.post('/account/devices/invoke_command', { target: deviceId, command, payload: {} }, changer);

    it('is listed nowhere until then, and gets no commands', async () => {
      expect((await list(changer)).map((device: { name: string }) => device.name)).toEqual(['changer']);
      expect((await invoke()).body).toMatchObject({ errno: 123 });
      const { body } = await client.get('/account/attached_clients', changer);
      expect(body.map((one: { deviceId: string }) => one.deviceId)).not.toContain(deviceId);
    });

    it('is asked to register, and takes its old record over by the id that it has kept', async () => {
      const back = client.session((await client.signIn(email, 'second password')).sessionToken);
      const own = (await list(back)).filter((device: { isCurrentDevice: boolean }) => device.isCurrentDevice);
      expect(own).toEqual([expect.objectContaining({ pushCallback: null })]);
      expect((await register({ id: deviceId, name: 'other, back' }, back)).body).toMatchObject({ id: deviceId });
      expect((await list(changer)).map((device: { name: string }) => device.name).sort()).toEqual([
        'changer',
        'other, back',
      ]);
      expect((await invoke()).body).toMatchObject({ enqueued: true });
    });

    it('does not see an entry of its own when no record waits', async () => {
      const third = client.session((await client.signIn(email, 'second password')).sessionToken);
      expect((await list(third)).filter((device: { isCurrentDevice: boolean }) => device.isCurrentDevice)).toEqual([]);
    });
  },
);
