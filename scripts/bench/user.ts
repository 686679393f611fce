import { usernameOf } from '../../testing/legacy/names.ts';
import { StorageClient } from '../../testing/storage-client.ts';
import { type RawAnswer, RawConnection } from './raw-connection.ts';

/** One request and the size of its answer, to be repeated against a server that does nothing. */
export interface TraceEntry {
  method: string;
  target: string;
  headers: Record<string, string>;
  requestBytes: number;
  answerBytes: number;
}

/** Knows where a user's storage is, and how requests for it are signed. */
interface Signer {
  /** Path before `/info/…` and `/storage/…`. */
  base: string;
  authorization(method: string, target: string): string;
}

/** A device of one user: signs, sends, and notes how long that took. */
export class BenchUser {
  readonly answers: { milliseconds: number; firstByte: number }[] = [];
  readonly trace: TraceEntry[] = [];
  readonly #signer: Signer;
  readonly #connection: RawConnection;
  readonly #signed = new Map<string, string[]>();

  /** A user of Sync 1.5. */
  constructor(server: { url: string; masterSecret: string }, uid: number, signer?: Signer) {
    this.#signer = signer ?? new StorageClient({ ...server, uid });
    this.#connection = new RawConnection(server.url);
  }

  /** A new user of Sync 1.1. */
  static async legacy(server: { url: string; masterSecret: string }, uid: number): Promise<BenchUser> {
    const [email, password] = [`bench${uid}@example.org`, 'correct horse battery'];
    const username = usernameOf(email);
    const connection = new RawConnection(server.url);
    const body = JSON.stringify({ password, email });
    const answer = await connection.send('PUT', `/user/1.0/${username}`, {}, body);
    connection.close();
    if (answer.status !== 200)
      throw new Error(`The server made no account of Sync 1.1: ${answer.status} ${answer.body}`);
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    return new BenchUser(server, uid, { base: `/1.1/${username}`, authorization: () => authorization });
  }

  get = (path: string) => this.send('GET', path);
  delete = (path: string) => this.send('DELETE', path);
  put = (path: string, body: unknown) => this.send('PUT', path, body);
  post = (path: string, body: unknown) => this.send('POST', path, body);

  /** Signs requests in advance, so that this isn't counted as time that the server takes. */
  sign(method: string, path: string, count: number): void {
    const target = this.#signer.base + path;
    this.#signed.set(
      method + target,
      Array.from({ length: count }, () => this.#signer.authorization(method, target)),
    );
  }

  /**
   * Sends one request.
   *
   * @param body - Text as it stands, or anything else as JSON.
   * @param more - Headers beside those of every request.
   * @throws When the answer is no success.
   */
  async send(method: string, path: string, body?: unknown, more?: Record<string, string>): Promise<RawAnswer> {
    const target = this.#signer.base + path;
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const headers = {
      Authorization: this.#signed.get(method + target)?.pop() ?? this.#signer.authorization(method, target),
      'User-Agent': 'Firefox/153.0',
      Accept: 'application/json;q=0.9,*/*;q=0.2',
      ...(body === undefined ? {} : { 'Content-Type': 'text/plain' }),
      ...more,
    };
    const answer = await this.#connection.send(method, target, headers, text);
    if (answer.status >= 400) throw new Error(`${method} ${path} was answered with ${answer.status} ${answer.body}`);
    this.answers.push({ milliseconds: answer.milliseconds, firstByte: answer.firstByte });
    this.trace.push({ method, target, headers, requestBytes: text.length, answerBytes: answer.bytes });
    return answer;
  }

  close(): void {
    this.#connection.close();
  }
}

/** Sends the same numbers of bytes to a server that answers what it is told to. */
export async function replay(url: string, trace: TraceEntry[], onlyGet = false): Promise<void> {
  const connection = new RawConnection(url);
  for (const { method, requestBytes, answerBytes } of trace) {
    const isGet = onlyGet || requestBytes === 0;
    const headers = { Authorization: 'x'.repeat(700), 'User-Agent': 'Firefox/153.0' };
    // The headers of an answer are about 300 bytes.
    const target = `/bytes/${Math.max(answerBytes - 300, 1)}`;
    await connection.send(isGet ? 'GET' : method, target, headers, isGet ? '' : 'x'.repeat(requestBytes));
  }
  connection.close();
}
