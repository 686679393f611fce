import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { closeCodes } from '../crypto/pairing-channel/close-codes.ts';
import { closeSocket } from './end-socket.ts';
import type { HubLimits } from './limits.ts';

/** One connected socket. */
export interface Member {
  socket: WebSocket;
  /** What the other side is told about this one (accounts.md §7.2). */
  sender: { ua?: string; remote?: string };
  hasSpoken: boolean;
}

/** What a channel needs from its hub. */
export interface ChannelOptions {
  /** Of whoever creates it, for the limits. */
  address: string;
  limits: HubLimits;
  now: () => number;
  onEnd(channel: Channel): void;
}

/** A room for two, which relays what one says to the other and forgets it. */
export class Channel {
  readonly id = randomBytes(16).toString('base64url');
  readonly address: string;
  readonly #options: ChannelOptions;
  readonly #members = new Set<Member>();
  readonly #createdAt: number;
  #lastMessageAt: number;
  #messages = 0;
  #bytes = 0;
  #controls = 0;
  #hasEnded = false;

  constructor(options: ChannelOptions) {
    this.address = options.address;
    this.#options = options;
    this.#createdAt = options.now();
    this.#lastMessageAt = this.#createdAt;
  }

  /** True while nobody has joined the one who waits. */
  get isHalfOpen(): boolean {
    return this.#members.size < 2;
  }

  /** Takes a socket in and tells it the channel's id. A third one is refused and the two go on undisturbed. */
  join(member: Member): void {
    const { socket } = member;
    if (this.#members.size >= 2) {
      closeSocket(socket, closeCodes.full, 'channel is full');
      return;
    }
    this.#members.add(member);
    socket.on('message', (data, isBinary) => {
      const bytes = data as Buffer;
      if (this.#isTooMuch(bytes.length)) this.end(closeCodes.tooMuch, 'too many messages');
      // No pairing sends any other.
      else if (!isBinary) this.#relay(member, bytes.toString().trim());
    });
    const control = () => {
      if (++this.#controls > this.#options.limits.controls) this.end(closeCodes.tooMuch, 'too many pings');
    };
    socket.on('ping', control).on('pong', control);
    socket.on('close', () => this.#leave(member));
    socket.send(JSON.stringify({ link: `/v1/ws/${this.id}`, channelid: this.id }));
  }

  /** Ends the channel if its time is over. */
  expire(): void {
    const { limits, now } = this.#options;
    const isOver = now() - this.#createdAt > limits.lifetime || now() - this.#lastMessageAt > limits.idle;
    if (isOver) this.end(closeCodes.expired, 'expired');
  }

  /** Closes all sockets with this code. Nothing is relayed any more. */
  end(code: number, reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    for (const { socket } of this.#members) closeSocket(socket, code, reason);
    this.#options.onEnd(this);
  }

  #relay(from: Member, message: string): void {
    if (this.#hasEnded) return;
    from.hasSpoken = true;
    this.#lastMessageAt = this.#options.now();
    const frame = JSON.stringify({ message, sender: from.sender });
    for (const { socket } of this.#members) {
      if (socket !== from.socket && socket.readyState === WebSocket.OPEN) socket.send(frame);
    }
  }

  // Everything that comes counts, also what isn't relayed.
  #isTooMuch(bytes: number): boolean {
    const { limits } = this.#options;
    this.#messages += 1;
    this.#bytes += bytes;
    return this.#messages > limits.messages || this.#bytes > limits.bytes;
  }

  // The secure channel is between exactly these two: once one of them has spoken and left, nobody can take its place.
  #leave(member: Member): void {
    this.#members.delete(member);
    if (member.hasSpoken || this.#members.size === 0) this.end(closeCodes.peerLeft, 'the other side has left');
  }
}
