import { expect, it } from 'vitest';
import fc from '../../../testing/properties.ts';
import { TlsAlert } from './alert.ts';
import {
  clientOfVectors,
  connectedClient,
  connectedPair,
  connectedServer,
  type Peer,
  serverOfVectors,
} from './test-peers.ts';
import { vectors } from './test-vectors.ts';

const ends: [string, () => Promise<Peer>][] = [
  ['a waiting client', clientOfVectors],
  ['a waiting server', serverOfVectors],
  ['a connected client', connectedClient],
  ['a connected server', connectedServer],
];

const genuine = [
  vectors.clientHello,
  vectors.extendedClientHello,
  vectors.serverHello,
  vectors.serverFlight,
  vectors.clientFinished,
  vectors.changeCipherSpec,
  ...vectors.clientRecords,
  ...vectors.serverRecords,
];
/** A genuine record with a few bytes changed, cut, or followed by others. */
const damaged = fc
  .tuple(
    fc.constantFrom(...genuine),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 }),
    fc.option(fc.nat(), { nil: undefined }),
    fc.uint8Array({ maxLength: 4 }),
  )
  .map(([record, changes, cut, tail]) => {
    const copy = record.slice();
    for (const [at, mask] of changes) copy[at % copy.length]! ^= mask;
    return Uint8Array.from([...copy.subarray(0, cut === undefined ? copy.length : cut % copy.length), ...tail]);
  });

it.each(ends)('%s answers damaged and random records with alerts only, never with data', async (_name, make) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })), async (record) => {
      const peer = await make();
      const outcome = await peer.connection.receive(record).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(TlsAlert);
      // Damaged fields that nothing depends on (the client's random, unknown extensions) may pass; data may not.
      else expect(outcome).not.toHaveProperty('data');
    }),
    { numRuns: 300 },
  );
});

it('carries any sequence of messages in both directions, unchanged and in order', async () => {
  const message = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 2000 }));
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), async (messages) => {
      const { client, server, deliver } = await connectedPair();
      await deliver();
      for (const [isUp, data] of messages) await (isUp ? client : server).send(data);
      const got = await deliver();
      const expected = (up: boolean) =>
        messages.filter(([isUp]) => isUp === up).map(([, data]) => ({ kind: 'data', data: new Uint8Array(data) }));
      expect(got).toEqual({ server: expected(true), client: expected(false) });
    }),
    { numRuns: 50 },
  );
});
