import { type Bytes, concat } from '../client/bytes.ts';
import { createDeferred } from '../deferred.ts';
import { readAlert, TlsAlert, writeAlert } from './alert.ts';
import { ByteReader } from './byte-reader.ts';
import { startClient } from './client-handshake.ts';
import type { ChannelSecret, HandshakeIo, HandshakeStep, StartHandshake } from './handshake.ts';
import { readHandshakeMessage } from './handshake-message.ts';
import { Transcript } from './key-schedule.ts';
import { RecordLayer, recordTypes } from './record-layer.ts';
import { startServer } from './server-handshake.ts';
import { sameBytes, uint8 } from './structures.ts';

/** What a received record turned out to be. */
export type Received = { kind: 'nothing' } | { kind: 'data'; data: Bytes } | { kind: 'closed' };

export interface ConnectionOptions extends ChannelSecret {
  /** Takes each record that goes to the peer. */
  send(record: Bytes): void;
  /** Random bytes; only tests replace it. */
  random?: (length: number) => Bytes;
}

/**
 * One end of the secure channel: TLS 1.3 with one external pre-shared key, `psk_ke` and TLS_AES_128_GCM_SHA256
 * (accounts.md §7.4). Runs in browsers and in Node; whoever owns it moves the records.
 */
export class Connection {
  /** Settles when the handshake is done. */
  readonly connected: Promise<void>;
  readonly #options: ConnectionOptions;
  readonly #records = new RecordLayer();
  readonly #handshake = createDeferred<void>();
  #step: HandshakeStep | null = null;
  #stage: 'hello' | 'handshake' | 'connected' = 'hello';
  #hasSeenChangeCipherSpec = false;
  #rest: ByteReader | null = null;
  #failure: Error | null = null;
  #isSendClosed = false;
  #isReceiveClosed = false;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(options: ConnectionOptions) {
    this.#options = options;
    this.connected = this.#handshake.promise;
    this.connected.catch(() => {});
  }

  /** The joining side (supplicant): sends its ClientHello at once. */
  static client = (options: ConnectionOptions): Promise<Connection> => Connection.#start(options, startClient);

  /** The creating side (authority): waits for a ClientHello. */
  static server = (options: ConnectionOptions): Promise<Connection> => Connection.#start(options, startServer);

  static async #start(options: ConnectionOptions, start: StartHandshake): Promise<Connection> {
    const connection = new Connection(options);
    connection.#step = await start(connection.#io(options));
    return connection;
  }

  /**
   * Takes one record of the peer.
   *
   * @returns The application data, if the record carried some.
   * @throws {TlsAlert} When the record isn't acceptable (the peer has then been sent that alert) or carried an alert.
   *   Everything afterwards fails with the same.
   */
  receive(record: Uint8Array): Promise<Received> {
    return this.#inTurn(async () => {
      if (this.#isReceiveClosed) return { kind: 'closed' };
      const { type, content } = await this.#records.read(record);
      switch (type) {
        case recordTypes.applicationData:
          if (this.#stage !== 'connected') throw new TlsAlert('unexpected_message');
          return { kind: 'data', data: content };
        case recordTypes.handshake:
          await this.#receiveHandshake(content);
          return { kind: 'nothing' };
        case recordTypes.changeCipherSpec:
          this.#receiveChangeCipherSpec(content);
          return { kind: 'nothing' };
        case recordTypes.alert:
          return this.#receiveAlert(content);
        default:
          throw new TlsAlert('unexpected_message');
      }
    });
  }

  /** Sends application data (at most 2^14 bytes) once the handshake is done. */
  async send(data: Uint8Array): Promise<void> {
    await this.connected;
    await this.#inTurn(async () => {
      if (this.#isSendClosed) throw new Error('the channel has been closed');
      await this.#write(recordTypes.applicationData, data);
    });
  }

  /** Says goodbye (close_notify). Does nothing when that has been done or the channel has failed. */
  async close(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#isSendClosed) return;
      this.#isSendClosed = true;
      await this.#write(recordTypes.alert, writeAlert('close_notify'));
    }).catch(() => {});
    this.#handshake.reject(new Error('the channel has been closed'));
  }

  // One thing after the other, so that each finds the keys and the step that the one before has left.
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(async () => {
      if (this.#failure) throw this.#failure;
      try {
        return await task();
      } catch (error) {
        await this.#fail(error);
        throw this.#failure ?? error;
      }
    });
    this.#turn = result.catch(() => {});
    return result;
  }

  async #fail(error: unknown): Promise<void> {
    if (this.#isSendClosed && !(error instanceof TlsAlert)) return;
    const alert = error instanceof TlsAlert ? error : new TlsAlert('internal_error');
    this.#failure = alert;
    this.#handshake.reject(alert);
    if (alert.from === 'peer' || this.#isSendClosed) return;
    // The alert is a courtesy: the socket may be gone already.
    await this.#write(recordTypes.alert, writeAlert(alert.alert as Parameters<typeof writeAlert>[0])).catch(() => {});
  }

  async #receiveHandshake(content: Bytes): Promise<void> {
    if (content.length === 0) throw new TlsAlert('unexpected_message');
    const rest = new ByteReader(content);
    this.#rest = rest;
    do {
      const message = readHandshakeMessage(rest);
      this.#step = await this.#step!(message);
      if (this.#stage === 'hello') this.#stage = 'handshake';
    } while (!rest.isAtEnd);
    this.#rest = null;
  }

  #receiveChangeCipherSpec(content: Bytes): void {
    const isExpected = this.#stage === 'handshake' && !this.#hasSeenChangeCipherSpec;
    if (!isExpected || !sameBytes(content, uint8(1))) throw new TlsAlert('unexpected_message');
    this.#hasSeenChangeCipherSpec = true;
  }

  #receiveAlert(content: Bytes): Received {
    const alert = readAlert(content);
    if (alert !== 'close') throw alert;
    this.#isReceiveClosed = true;
    this.#handshake.reject(new Error('the peer has closed the channel'));
    return { kind: 'closed' };
  }

  async #write(type: number, content: Uint8Array): Promise<void> {
    this.#options.send(await this.#records.write(type, content));
  }

  #io(secret: ChannelSecret): HandshakeIo {
    return {
      secret,
      transcript: new Transcript(),
      random: this.#options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
      sendHandshake: (...messages) => this.#write(recordTypes.handshake, concat(...messages)),
      sendChangeCipherSpec: () => this.#write(recordTypes.changeCipherSpec, uint8(1)),
      setSendSecret: (traffic) => this.#records.setSendSecret(traffic),
      setReceiveSecret: async (traffic) => {
        if (this.#rest && !this.#rest.isAtEnd) throw new TlsAlert('unexpected_message');
        await this.#records.setReceiveSecret(traffic);
      },
      connected: () => {
        this.#stage = 'connected';
        this.#handshake.resolve();
      },
    };
  }
}
