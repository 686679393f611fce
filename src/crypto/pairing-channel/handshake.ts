import type { Bytes } from '../client/bytes.ts';
import { TlsAlert } from './alert.ts';
import type { HandshakeMessage } from './handshake-message.ts';
import type { Transcript } from './key-schedule.ts';

/** What both sides of the channel know from elsewhere. */
export interface ChannelSecret {
  /** The channel key (accounts.md §7.3). */
  psk: Bytes;
  /** The channel's id as the server told it, in UTF-8. */
  identity: Bytes;
}

/** What a handshake may do to its connection. */
export interface HandshakeIo {
  readonly secret: ChannelSecret;
  readonly transcript: Transcript;
  /** `length` random bytes. */
  random(length: number): Bytes;
  /** Sends handshake messages in one record. Adding them to the transcript is the handshake's own business. */
  sendHandshake(...messages: Bytes[]): Promise<void>;
  sendChangeCipherSpec(): Promise<void>;
  setSendSecret(secret: Bytes): Promise<void>;
  /** Fails when the record in hand holds more messages, which would be under the wrong key. */
  setReceiveSecret(secret: Bytes): Promise<void>;
  /** From now on application data may flow. */
  connected(): void;
}

/** Takes the next handshake message and tells who takes the one after it. */
export type HandshakeStep = (message: HandshakeMessage) => Promise<HandshakeStep>;

/** Starts a side's handshake. */
export type StartHandshake = (io: HandshakeIo) => Promise<HandshakeStep>;

/** Refuses a message of another type than the handshake is waiting for. */
export function expectType(message: HandshakeMessage, type: number): void {
  if (message.type !== type) throw new TlsAlert('unexpected_message');
}
