import type { Bytes } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { readClientHello } from './client-hello.ts';
import { expectType, type HandshakeIo, type HandshakeStep, type StartHandshake } from './handshake.ts';
import { handshakeTypes, readFinished, writeEncryptedExtensions, writeFinished } from './handshake-message.ts';
import {
  applicationSecrets,
  earlySecrets,
  finishedMac,
  handshakeSecrets,
  type TrafficSecrets,
  verifyFinishedMac,
} from './key-schedule.ts';
import { writeServerHello } from './server-hello.ts';

/** The creating side's handshake (RFC 8446 appendix A.2, without what the channel doesn't use). */
export const startServer: StartHandshake = async (io) => async (message) => {
  expectType(message, handshakeTypes.clientHello);
  const offer = readClientHello(message.body, io.secret.identity);
  const { binderKey, next } = await earlySecrets(io.secret.psk);
  const isBound = await verifyFinishedMac(binderKey, offer.binder, message.bytes.slice(0, -offer.bindersLength));
  if (!isBound) throw new TlsAlert('decrypt_error');
  io.transcript.add(message.bytes);
  return answer(io, next, offer.sessionId, offer.index);
};

async function answer(io: HandshakeIo, start: Bytes, sessionId: Bytes, index: number): Promise<HandshakeStep> {
  const hello = writeServerHello(io.random(32), sessionId, index);
  io.transcript.add(hello);
  await io.sendHandshake(hello);
  // Only a client in compatibility mode has a session id and wants this (RFC 8446 appendix D.4).
  if (sessionId.length > 0) await io.sendChangeCipherSpec();
  const secrets = await handshakeSecrets(start, io.transcript.bytes);
  await io.setReceiveSecret(secrets.client);
  await io.setSendSecret(secrets.server);
  const extensions = writeEncryptedExtensions();
  io.transcript.add(extensions);
  const finished = writeFinished(await finishedMac(secrets.server, io.transcript.bytes));
  io.transcript.add(finished);
  await io.sendHandshake(extensions, finished);
  const application = await applicationSecrets(secrets.next, io.transcript.bytes);
  await io.setSendSecret(application.server);
  return awaitFinished(io, secrets, application);
}

function awaitFinished(io: HandshakeIo, secrets: TrafficSecrets, application: TrafficSecrets): HandshakeStep {
  return async (message) => {
    expectType(message, handshakeTypes.finished);
    const isGenuine = await verifyFinishedMac(secrets.client, readFinished(message.body), io.transcript.bytes);
    if (!isGenuine) throw new TlsAlert('decrypt_error');
    await io.setReceiveSecret(application.client);
    io.connected();
    return refuseAll;
  };
}

const refuseAll: HandshakeStep = async () => {
  throw new TlsAlert('unexpected_message');
};
