import type { Bytes } from '../client/bytes.ts';
import { fromBase64Url, toBase64Url, utf8 } from '../client/bytes.ts';
import { createDeferred } from '../deferred.ts';
import { type ChannelEnd, ChannelEndError, endOfCode, endOfError } from './channel-end.ts';
import { Connection } from './connection.ts';

/** What the server tells about the one who sent a message (accounts.md §7.2). */
export interface Sender {
  ua?: string;
  remote?: string;
}

/** A message of the other side (accounts.md §7.5). */
export interface ChannelMessage {
  message: string;
  data: Record<string, unknown>;
  sender: Sender;
}

type Role = 'creator' | 'joiner';

/**
 * One end of a pairing channel: the secure channel over a WebSocket to the channel server (accounts.md §7.2, §7.4). Messages
 * wait until they are asked for.
 */
export class PairingChannel {
  /** The channel's id, as the server told it. */
  readonly id: string;
  /** Resolves when the channel is over, and never rejects. */
  readonly ended: Promise<ChannelEnd>;
  readonly #connection: Connection;
  readonly #end = createDeferred<ChannelEnd>();
  readonly #waiting: ChannelMessage[] = [];
  #wake = createDeferred<void>();

  private constructor(id: string, socket: WebSocket, connection: Connection) {
    this.id = id;
    this.#connection = connection;
    this.ended = this.#end.promise;
    void this.ended.then(() => {
      this.#wake.resolve();
      socket.close();
    });
    // Opening a record takes time, and the socket may be closed meanwhile: what came first counts first.
    let last: Promise<void> = Promise.resolve();
    socket.addEventListener('message', (event) => {
      last = last.then(() => this.#receive(String(event.data)));
    });
    socket.addEventListener('close', ({ code }) => void last.then(() => this.#end.resolve(endOfCode(code))));
  }

  /**
   * Joins a channel and shakes hands with the side that created it.
   *
   * @param base - Origin of the channel server, such as `wss://foxden.example.org`.
   * @param key - The channel key, 32 bytes.
   * @throws {ChannelEndError} When there is no such channel, the other side has another key, or the network fails.
   */
  static async join(base: string, id: string, key: Bytes): Promise<PairingChannel> {
    const channel = await PairingChannel.#open(`${base}/v1/ws/${id}`, key, 'joiner');
    const connected = channel.#connection.connected.then(
      () => true,
      () => false,
    );
    if (!(await Promise.race([connected, channel.ended.then(() => false)])))
      throw new ChannelEndError(await channel.ended);
    return channel;
  }

  /**
   * Creates a channel; whoever knows its id and key can join.
   *
   * @throws {ChannelEndError} When the server refuses or the network fails.
   */
  static create = (base: string, key: Bytes): Promise<PairingChannel> =>
    PairingChannel.#open(`${base}/v1/ws/`, key, 'creator');

  static async #open(url: string, key: Bytes, role: Role): Promise<PairingChannel> {
    const socket = new WebSocket(url);
    const id = await firstFrame(socket);
    const send = (record: Bytes) => socket.send(toBase64Url(record));
    const options = { psk: key, identity: utf8(id), send };
    const connection = await (role === 'creator' ? Connection.server(options) : Connection.client(options));
    return new PairingChannel(id, socket, connection);
  }

  /**
   * The next message.
   *
   * @throws {ChannelEndError} When the channel is over and everything said before has been taken.
   */
  async next(): Promise<ChannelMessage> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message) return message;
      const end = await Promise.race([this.ended, this.#wake.promise.then(() => null)]);
      if (end !== null && this.#waiting.length === 0) throw new ChannelEndError(end);
    }
  }

  /** Sends once the handshake is done. @throws When the channel is over. */
  send(message: string, data: object): Promise<void> {
    return this.#connection.send(utf8(JSON.stringify({ message, data })));
  }

  /** Says goodbye and leaves. */
  async close(): Promise<void> {
    await this.#connection.close();
    this.#end.resolve('closed');
  }

  async #receive(frame: string): Promise<void> {
    try {
      const { message, sender = {} } = readFrame(frame);
      const received = await this.#connection.receive(fromBase64Url(message));
      if (received.kind === 'closed') {
        // Answering the goodbye lets the other side close its socket cleanly.
        await this.#connection.close();
        this.#end.resolve('closed by peer');
      } else if (received.kind === 'data') {
        this.#waiting.push({ ...readMessage(received.data), sender });
        this.#wake.resolve();
        this.#wake = createDeferred<void>();
      }
    } catch (error) {
      this.#end.resolve(endOfError(error));
    }
  }
}

/** @throws {SyntaxError} When it isn't a frame of the server's. */
function readFrame(frame: string): { message: string; sender?: Sender } {
  const { message, sender } = (JSON.parse(frame) ?? {}) as Partial<{ message: string; sender: Sender }>;
  if (typeof message !== 'string') throw new SyntaxError('not a frame');
  return { message, ...(sender && { sender }) };
}

/** @throws {SyntaxError} When it isn't the JSON of a message. */
function readMessage(bytes: Bytes): Omit<ChannelMessage, 'sender'> {
  const { message, data } = (JSON.parse(new TextDecoder().decode(bytes)) ?? {}) as Partial<ChannelMessage>;
  if (typeof message !== 'string') throw new SyntaxError('not a message');
  return { message, data: typeof data === 'object' && data !== null ? data : {} };
}

function firstFrame(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (event: Event) => reject(new ChannelEndError(endOfCode((event as CloseEvent).code)));
    socket.addEventListener('close', fail, { once: true });
    socket.addEventListener('message', (event) => resolve(JSON.parse(String(event.data)).channelid), { once: true });
  });
}
