import type { Bytes } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import { writeClientHello } from './client-hello.ts';
import { expectType, type HandshakeIo, type HandshakeStep, type StartHandshake } from './handshake.ts';
import {
  checkEncryptedExtensions,
  checkNewSessionTicket,
  handshakeTypes,
  readFinished,
  writeFinished,
} from './handshake-message.ts';
import {
  applicationSecrets,
  earlySecrets,
  finishedMac,
  handshakeSecrets,
  type TrafficSecrets,
  verifyFinishedMac,
} from './key-schedule.ts';
import { checkServerHello } from './server-hello.ts';

/** The joining side's handshake (RFC 8446 appendix A.1, without what the channel doesn't use). */
export const startClient: StartHandshake = async (io) => {
  const { binderKey, next } = await earlySecrets(io.secret.psk);
  const hello = { random: io.random(32), sessionId: io.random(32), identity: io.secret.identity };
  const message = await writeClientHello(hello, (head) => finishedMac(binderKey, head));
  io.transcript.add(message);
  await io.sendHandshake(message);
  return awaitServerHello(io, hello.sessionId, next);
};

function awaitServerHello(io: HandshakeIo, sessionId: Bytes, start: Bytes): HandshakeStep {
  return async (message) => {
    expectType(message, handshakeTypes.serverHello);
    checkServerHello(message.body, sessionId);
    io.transcript.add(message.bytes);
    const secrets = await handshakeSecrets(start, io.transcript.bytes);
    await io.setReceiveSecret(secrets.server);
    await io.setSendSecret(secrets.client);
    return awaitEncryptedExtensions(io, secrets);
  };
}

function awaitEncryptedExtensions(io: HandshakeIo, secrets: TrafficSecrets): HandshakeStep {
  return async (message) => {
    expectType(message, handshakeTypes.encryptedExtensions);
    checkEncryptedExtensions(message.body);
    io.transcript.add(message.bytes);
    return awaitFinished(io, secrets);
  };
}

function awaitFinished(io: HandshakeIo, secrets: TrafficSecrets): HandshakeStep {
  return async (message) => {
    expectType(message, handshakeTypes.finished);
    const isGenuine = await verifyFinishedMac(secrets.server, readFinished(message.body), io.transcript.bytes);
    if (!isGenuine) throw new TlsAlert('decrypt_error');
    io.transcript.add(message.bytes);
    const application = await applicationSecrets(secrets.next, io.transcript.bytes);
    await io.setReceiveSecret(application.server);
    await io.sendHandshake(writeFinished(await finishedMac(secrets.client, io.transcript.bytes)));
    await io.setSendSecret(application.client);
    io.connected();
    return ignoreTickets;
  };
}

// Servers may send tickets at any time (RFC 8446 §4.6.1); a channel is never resumed.
const ignoreTickets: HandshakeStep = async (message) => {
  expectType(message, handshakeTypes.newSessionTicket);
  checkNewSessionTicket(message.body);
  return ignoreTickets;
};
