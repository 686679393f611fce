import { describe, expect, it } from 'vitest';
import { tokenSigner } from '../crypto/tokenlib.ts';
import { metricsHash, storageTokenMaker } from './storage-token.ts';

const user = {
  uid: 42,
  node: 'https://sync.example.org',
  revocations: 0,
  device: null,
  endpoint: 'https://sync.example.org/1.5/42',
  key: { generation: 5n, keysChangedAt: 1234n, clientState: 'aaaa' },
};
const options = { fxaUid: 'testuser', duration: 300, now: 1_700_000_000_999 };

describe('storage tokens (sync15.md §8.1, §17.8)', () => {
  it('name the user in telemetry by half an HMAC (vector of sync15.md §8.4)', () => {
    const hashedFxaUid = metricsHash('secret0', 'testuser');
    expect(hashedFxaUid).toBe('3a379b40f9a571955f7b4c8cc447138a');
    expect(metricsHash('secret0', `${hashedFxaUid}none`)).toBe('f095d61d04632895696cdbf2cc31cc24');
  });

  it('are signed by the newest secret and end when they say', () => {
    const token = storageTokenMaker(['new-secret', 'old-secret'], 'sqlite')(user, options);
    expect(tokenSigner('old-secret').open(token.id)).toBeUndefined();
    const { payload, key } = tokenSigner('new-secret').open(token.id)!;
    expect(key).toBe(token.key);
    expect(payload).toMatchObject({ uid: 42, node: user.node, fxa_kid: '0000000001234-qqo', expires: 1_700_000_300 });
  });

  it('name the device that asks, where it is known', () => {
    const payloadOf = (device: string | null) =>
      tokenSigner('s').open(storageTokenMaker(['s'], 'sqlite')({ ...user, device }, options).id)!.payload;
    expect(payloadOf('0a'.repeat(16)).device).toBe('0a'.repeat(16));
    expect(payloadOf(null)).not.toHaveProperty('device');
  });

  it('differ each time but name the same user, also after a change of secret', () => {
    const before = storageTokenMaker(['old-secret'], 'sqlite')(user, options);
    const after = storageTokenMaker(['new-secret', 'old-secret'], 'mariadb')(user, options);
    expect(after.hashed_fxa_uid).toBe(before.hashed_fxa_uid);
    expect(after.id).not.toBe(storageTokenMaker(['new-secret', 'old-secret'], 'mariadb')(user, options).id);
  });

  it('take the generation for the key id where keys_changed_at is unknown', () => {
    const key = { generation: 77n, keysChangedAt: null, clientState: 'aaaa' };
    const { id } = storageTokenMaker(['s'], 'sqlite')({ ...user, key }, options);
    expect(tokenSigner('s').open(id)!.payload.fxa_kid).toBe('0000000000077-qqo');
  });
});
