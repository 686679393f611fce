import { connect, type Socket } from 'node:net';

/** What came back, without its body: only the size of that counts here. */
export interface RawAnswer {
  status: number;
  /** Lower-case names. */
  headers: Map<string, string>;
  /** Bytes of headers and body. */
  bytes: number;
  /** Up to the first 64 KiB of the body. */
  body: string;
  /** Milliseconds until the first byte and until the last. */
  firstByte: number;
  milliseconds: number;
}

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');
const keptBody = 65_536;

/**
 * One keep-alive connection that sends one request at a time. Much lighter than Node's own client, so that the load
 * generator takes little from the server it shares the machine with.
 */
export class RawConnection {
  readonly #origin: URL;
  #socket: Socket | undefined;
  #take: (chunk: Buffer) => void = () => {};
  #fail: (error: Error) => void = () => {};

  constructor(origin: string) {
    this.#origin = new URL(origin);
  }

  /** Sends a request and waits for the whole answer. */
  async send(method: string, target: string, headers: Record<string, string>, body = ''): Promise<RawAnswer> {
    this.#socket ??= await this.#open();
    const socket = this.#socket;
    let head = `${method} ${target} HTTP/1.1\r\nHost: ${this.#origin.host}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    if (body !== '') head += `Content-Length: ${Buffer.byteLength(body)}\r\n`;
    const startedAt = performance.now();
    const answer = this.#receive(startedAt);
    socket.write(`${head}\r\n${body}`);
    return answer;
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open(): Promise<Socket> {
    const { promise, resolve, reject } = Promise.withResolvers<Socket>();
    const socket = connect(Number(this.#origin.port || 80), this.#origin.hostname, () => resolve(socket));
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    const gone = (error?: Error) => {
      const reason = error ?? new Error('The server closed the connection');
      reject(reason);
      this.#fail(reason);
    };
    socket.on('error', gone);
    socket.on('close', () => gone());
    return promise;
  }

  #receive(startedAt: number): Promise<RawAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
    const answer: Omit<RawAnswer, 'milliseconds'> = {
      status: 0,
      headers: new Map<string, string>(),
      bytes: 0,
      body: '',
      firstByte: 0,
    };
    let pending = Buffer.alloc(0);
    // Bytes of the body that are still to come; null while the answer is sent in chunks.
    let awaited: number | null = null;
    this.#fail = reject;
    this.#take = (chunk) => {
      if (answer.bytes === 0) answer.firstByte = performance.now() - startedAt;
      answer.bytes += chunk.length;
      let rest = chunk;
      if (answer.status === 0) {
        pending = Buffer.concat([pending, chunk]);
        const end = pending.indexOf(headEnd);
        if (end < 0) return;
        parseHead(pending.subarray(0, end).toString('latin1'), answer);
        const length = answer.headers.get('content-length');
        awaited = length === undefined ? null : Number(length);
        if (length === undefined && !answer.headers.has('transfer-encoding')) awaited = 0;
        rest = pending.subarray(end + headEnd.length);
        pending = Buffer.alloc(0);
      }
      if (answer.body.length < keptBody) answer.body += rest.toString('latin1').slice(0, keptBody);
      let isDone: boolean;
      if (awaited === null) {
        // Of chunked answers only the last bytes are looked at.
        pending = Buffer.concat([pending, rest]).subarray(-lastChunk.length);
        isDone = pending.equals(lastChunk);
      } else {
        awaited -= rest.length;
        isDone = awaited === 0;
      }
      if (isDone) resolve({ ...answer, milliseconds: performance.now() - startedAt });
    };
    return promise;
  }
}

function parseHead(text: string, answer: { status: number; headers: Map<string, string> }): void {
  const [first, ...lines] = text.split('\r\n');
  answer.status = Number(first!.split(' ', 2)[1]);
  for (const line of lines) {
    const colon = line.indexOf(':');
    answer.headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
}
