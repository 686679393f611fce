import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PairingChannel } from '../../crypto/pairing-channel/channel.ts';
import { startTestHub, type TestHub } from '../../pairing/test-hub.ts';
import { type OpenedPairing, openPairing } from './page-authority.ts';
import { type PairingCode, readPairingCode } from './pairing-code.ts';
import { type PairingRequest, startSupplicant } from './supplicant.ts';

const origin = 'https://foxden.example.org';
const account = { email: 'a@example.org', deviceName: 'Laptop' };
const request: PairingRequest = {
  client_id: 'a2270f727f45f648',
  state: 'state',
  scope: 'https://identity.mozilla.com/apps/oldsync profile',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256',
  keys_jwk: 'jwk',
};

describe('a page that shows a code by itself (pairing version 2), with the real hub and the other side', () => {
  let hub: TestHub;
  let opened: OpenedPairing;
  let code: PairingCode;
  let granted: PairingRequest[];
  beforeEach(async () => {
    hub = await startTestHub();
    granted = [];
    opened = await openPairing(hub.url, origin, account, async (asked) => {
      granted.push(asked);
      return { code: 'the grant', state: asked.state };
    });
    code = readPairingCode(opened.link, origin) as PairingCode;
  });
  afterEach(async () => {
    opened.close();
    await hub.stop();
  });

  it('makes a link that says its version', () => {
    expect(opened.link).toBe(code.link);
    expect(opened.link).toMatch(
      /^https:\/\/foxden\.example\.org\/pair#channel_id=[\w-]{22}&channel_key=[\w-]{43}&v=2$/,
    );
  });

  it.each([
    ['approves first', false],
    ['is confirmed first', true],
  ])(
    'lets a device in when it %s, and grants what was asked only after it approved',
    async (_name, isConfirmedFirst) => {
      const supplicant = await startSupplicant(hub.url, code, request);
      expect(supplicant.authority).toEqual(account);
      const { flow } = await opened.asked;
      const confirmed = isConfirmedFirst ? supplicant.confirm() : null;
      expect(granted).toEqual([]);
      await flow.approve();
      expect(await (confirmed ?? supplicant.confirm())).toEqual({ code: 'the grant', state: 'state' });
      expect(await flow.ended).toEqual({ kind: 'done' });
      expect(granted).toEqual([request]);
    },
  );

  it('refuses, and the device learns of it', async () => {
    const supplicant = await startSupplicant(hub.url, code, request);
    const { flow } = await opened.asked;
    flow.refuse();
    expect(await flow.ended).toEqual({ kind: 'refused' });
    expect(await supplicant.ended).toBe('closed by peer');
    expect(granted).toEqual([]);
  });

  it('tells when the device goes, and whether that was after an approval', async () => {
    const supplicant = await startSupplicant(hub.url, code, request);
    const { flow } = await opened.asked;
    await flow.approve();
    await supplicant.leave();
    expect(await flow.ended).toMatchObject({ kind: 'failed', wasApproved: true });
  });

  it.each([
    ['no request at all', 'pair:supp:authorize', {}],
    ['no challenge', 'pair:supp:request', { ...request, code_challenge: undefined }],
    ['a plain challenge', 'pair:supp:request', { ...request, code_challenge_method: 'plain' }],
    ['no keys', 'pair:supp:request', { ...request, keys_jwk: '' }],
    ['an odd client', 'pair:supp:request', { ...request, client_id: { toString: 'x' } }],
  ])('asks nobody about %s', async (_name, message, data) => {
    const device = await PairingChannel.join(hub.url, code.channelId, code.key);
    await device.send(message, data);
    await expect(opened.asked).rejects.toThrow(/unexpected in a pairing/);
    expect(await device.ended).toBe('closed by peer');
  });
});
