import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PairingChannel } from '../../crypto/pairing-channel/channel.ts';
import { startTestHub, type TestHub } from '../../pairing/test-hub.ts';
import { type PairingCode, readPairingCode } from './pairing-code.ts';
import { startSupplicant } from './supplicant.ts';

const key = new Uint8Array(32).fill(5);
const request = {
  client_id: 'a2270f727f45f648',
  state: 'state',
  scope: 'profile',
  code_challenge: 'challenge',
  code_challenge_method: 'S256',
  keys_jwk: 'jwk',
};

describe('the new device (accounts.md §7.5, §7.7), with the real hub between it and the other side', () => {
  let hub: TestHub;
  let authority: PairingChannel;
  let code: PairingCode;
  beforeEach(async () => {
    hub = await startTestHub();
    authority = await PairingChannel.create(hub.url, key);
    code = { channelId: authority.id, key, link: '' };
  });
  afterEach(() => hub.stop());

  /** What Firefox does when a device has joined. */
  async function greet() {
    const asked = await authority.next();
    await authority.send('pair:auth:metadata', { email: 'a@example.org', deviceName: 'Laptop', avatar: '' });
    return asked;
  }

  it('asks, shows whose account it is, confirms and gets the grant', async () => {
    const [supplicant, asked] = await Promise.all([startSupplicant(hub.url, code, request), greet()]);
    expect(asked).toMatchObject({ message: 'pair:supp:request', data: request });
    expect(supplicant.authority).toEqual({ email: 'a@example.org', deviceName: 'Laptop' });
    const granted = supplicant.confirm();
    expect((await authority.next()).message).toBe('pair:supp:authorize');
    await authority.send('pair:auth:authorize', { code: 'c', state: 'state', redirect: 'r', scope: 'profile' });
    await authority.close();
    expect(await granted).toEqual({ code: 'c', state: 'state' });
  });

  it('takes a grant that came before its user confirmed', async () => {
    const [supplicant] = await Promise.all([startSupplicant(hub.url, code, request), greet()]);
    await authority.send('pair:auth:authorize', { code: 'c', state: 'state' });
    const granted = supplicant.confirm();
    await authority.next();
    await authority.close();
    expect((await granted).code).toBe('c');
  });

  it('learns of a refusal before and after its user confirmed', async () => {
    const [supplicant] = await Promise.all([startSupplicant(hub.url, code, request), greet()]);
    await authority.close();
    expect(await supplicant.ended).toBe('closed by peer');
    await expect(supplicant.confirm()).rejects.toMatchObject({ end: 'closed by peer' });
  });

  it.each([
    ['with another state', { code: 'c', state: 'other' }],
    ['without a code', { state: 'state' }],
  ])('refuses a grant %s', async (_name, grant) => {
    const [supplicant] = await Promise.all([startSupplicant(hub.url, code, request), greet()]);
    await authority.send('pair:auth:authorize', grant);
    await expect(supplicant.confirm()).rejects.toThrow('grant for somebody else');
  });

  it('refuses messages that do not belong here, and leaves', async () => {
    const started = startSupplicant(hub.url, code, request);
    await authority.next();
    await authority.send('pair:auth:authorize', { code: 'c', state: 'state' });
    await expect(started).rejects.toThrow('unexpected in a pairing');
    expect(await authority.ended).toBe('closed by peer');
  });

  it('learns that the network was cut or the server restarted', async () => {
    const [supplicant] = await Promise.all([startSupplicant(hub.url, code, request), greet()]);
    await hub.hub.close();
    expect(await supplicant.ended).toBe('server restart');
    await expect(supplicant.confirm()).rejects.toMatchObject({ end: 'server restart' });
  });

  it('can not join with a code that was never shown', async () => {
    const other = readPairingCode(`#channel_id=${'B'.repeat(22)}&channel_key=${'A'.repeat(43)}`, 'https://x.example');
    await expect(startSupplicant(hub.url, other as PairingCode, request)).rejects.toMatchObject({ end: 'unknown' });
  });
});
