import { etagOf, hasTag } from './etag.ts';

/** A message in a channel. */
export interface Message {
  body: Buffer;
  etag: string;
}

/** The headers that a request makes conditions with; undefined where it has none. */
export interface Conditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
}

/** A box for one message at a time, in which two clients take turns (sync11.md §3.2). */
export class Channel {
  readonly id: string;
  /** When it ends, ms of the table's clock. */
  readonly end: number;
  readonly #members: string[];
  readonly #maxGets: number;
  #message: Message | undefined;
  #gets = 0;

  /** @param creator - Id of the client that asked for the channel, its first member. */
  constructor(id: string, creator: string, end: number, maxGets: number) {
    this.id = id;
    this.end = end;
    this.#members = [creator];
    this.#maxGets = maxGets;
  }

  /** Takes a client in as a member if there is room; false for a third one. */
  admits(client: string): boolean {
    if (this.#members.includes(client)) return true;
    if (this.#members.length >= 2) return false;
    this.#members.push(client);
    return true;
  }

  hasMember(client: string): boolean {
    return this.#members.includes(client);
  }

  /** True when as many answers with content were given as one pairing takes. */
  get isUsedUp(): boolean {
    return this.#gets >= this.#maxGets;
  }

  /**
   * The message, counted as one of those a pairing takes.
   *
   * @returns `unchanged` when the client has it already, which isn't counted; undefined while there is none.
   */
  get({ ifNoneMatch }: Conditions): Message | 'unchanged' | undefined {
    const message = this.#message;
    if (message && ifNoneMatch !== undefined && hasTag(ifNoneMatch, message.etag)) return 'unchanged';
    this.#gets += 1;
    return message;
  }

  /** The tag of the message that is here. */
  get etag(): string | undefined {
    return this.#message?.etag;
  }

  /**
   * Puts a message in the place of what is there, if that is what the client believes.
   *
   * @returns The new message's tag, and whether it was taken.
   */
  put(body: Buffer, { ifMatch, ifNoneMatch }: Conditions): { etag: string; isTaken: boolean } {
    const etag = etagOf(body);
    const isTaken = this.#meets(ifMatch, ifNoneMatch);
    if (isTaken) this.#message = { body, etag };
    return { etag, isTaken };
  }

  #meets(ifMatch: string | undefined, ifNoneMatch: string | undefined): boolean {
    const message = this.#message;
    if (ifMatch !== undefined && ifMatch.trim() !== '*') return message !== undefined && hasTag(ifMatch, message.etag);
    if (ifNoneMatch === undefined || message === undefined) return true;
    return ifNoneMatch.trim() !== '*' && !hasTag(ifNoneMatch, message.etag);
  }
}
