import { expect } from 'vitest';
import { type Bytes, concat, utf8 } from '../client/bytes.ts';
import type { AlertName } from './alert.ts';
import { extensionTypes as ext, writeExtensions } from './extensions.ts';
import { writeFinished, writeHandshakeMessage } from './handshake-message.ts';
import { applicationSecrets, earlySecrets, handshakeSecrets } from './key-schedule.ts';
import { RecordLayer } from './record-layer.ts';
import { uint8, uint16, vector8, vector16 } from './structures.ts';
import type { Peer } from './test-peers.ts';
import { vectors } from './test-vectors.ts';

// Messages that no well-behaved peer sends, and what to expect of them.

/** Zero bytes. */
export const zeros = (length: number) => new Uint8Array(length);

/** A plain record; `length` is what its header claims. */
export const record = (type: number, content: Bytes, version = 0x0303, length = content.length) =>
  concat(uint8(type), uint16(version), uint16(length), content);

/** A plain record with one handshake message. */
export const handshake = (type: number, body: Bytes) => record(22, writeHandshakeMessage(type, body));

/** The record is refused with this alert, the peer is told, and nothing works afterwards. */
export async function expectRefusal(peer: Peer, bad: Uint8Array, alert: AlertName) {
  const before = peer.sent.length;
  await expect(peer.connection.receive(bad)).rejects.toMatchObject({ alert, from: 'us' });
  expect(peer.sent).toHaveLength(before + 1);
  await expect(peer.connection.receive(vectors.clientHello)).rejects.toMatchObject({ alert });
  await expect(peer.connection.send(utf8('more'))).rejects.toMatchObject({ alert });
  expect(peer.sent).toHaveLength(before + 1);
}

/** One extension: its type and its contents. The next ones are those of a ClientHello. */
export type Extension = [number, Bytes];
export const versions = (...list: number[]): Extension => [ext.supportedVersions, vector8(...list.map(uint16))];
export const modes = (...list: number[]): Extension => [ext.pskKeyExchangeModes, vector8(Uint8Array.from(list))];
export const keys = (identities: Bytes[], binders: Bytes[]): Extension => [
  ext.preSharedKey,
  concat(
    vector16(...identities.map((id) => concat(vector16(id), zeros(4)))),
    vector16(...binders.map((b) => vector8(b))),
  ),
];
export const ourKey = keys([vectors.identity], [zeros(32)]);

/** An extension that nobody asked for. */
export const cookie: Extension = [44, vector16(zeros(5))];

/** Messages of the encrypted part of the handshake. */
export const extensionsMessage = (...list: Extension[]) => writeHandshakeMessage(8, writeExtensions(...list));
export const badFinished = writeFinished(zeros(32));
export const certificate = writeHandshakeMessage(11, zeros(0));

/** Seals contents as the other side of the vectors' handshake would. */
export async function sealer(side: 'client' | 'server', stage: 'handshake' | 'application'): Promise<RecordLayer> {
  const { next } = await earlySecrets(vectors.psk);
  const hellos = concat(vectors.clientHello.slice(5), vectors.serverHello.slice(5));
  const secrets = await handshakeSecrets(next, hellos);
  const layer = new RecordLayer();
  await layer.setReceiveSecret(secrets.server);
  const { content: flight } = await layer.read(vectors.serverFlight);
  const application = await applicationSecrets(secrets.next, concat(hellos, flight));
  await layer.setSendSecret((stage === 'handshake' ? secrets : application)[side]);
  return layer;
}
