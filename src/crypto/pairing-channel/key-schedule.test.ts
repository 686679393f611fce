import { expect, it } from 'vitest';
import { concat } from '../client/bytes.ts';
import { applicationSecrets, earlySecrets, handshakeSecrets } from './key-schedule.ts';
import { hmac } from './primitives.ts';
import { vectors } from './test-vectors.ts';

const { keys } = vectors;

it('derives the published secrets at every stage (accounts.md §7.4, RFC 8446 §7.1)', async () => {
  expect(await hmac(new Uint8Array(32), vectors.psk)).toEqual(keys.earlySecret);
  const early = await earlySecrets(vectors.psk);
  expect(early.binderKey).toEqual(keys.binderKey);
  const handshake = await handshakeSecrets(early.next, keys.plaintextTranscript);
  expect(handshake.client).toEqual(keys.clientHandshake);
  expect(handshake.server).toEqual(keys.serverHandshake);
  const whole = concat(keys.plaintextTranscript, keys.encryptedTranscript);
  const application = await applicationSecrets(handshake.next, whole);
  expect(application.client).toEqual(keys.clientApplication);
  expect(application.server).toEqual(keys.serverApplication);
});
