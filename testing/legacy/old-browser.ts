import { request } from 'node:http';
import { usernameOf } from '../../src/legacy/username.ts';

/** An answer with its whole body. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
  bytes: Buffer;
  /** The parsed body. */
  readonly json: unknown;
}

/** How to ask. `auth` null sends no Authorization. */
export interface Asking {
  headers?: Record<string, string>;
  body?: string | Buffer;
  auth?: { name: string; password: string } | null;
}

/**
 * Asks by Node's plain client: paths go out as they are written, and nothing is added.
 *
 * @param url - Origin of the server.
 */
export function ask(
  url: string,
  method: string,
  path: string,
  { headers = {}, body, auth }: Asking = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { hostname, port } = new URL(url);
  const all = { ...headers };
  if (auth) all.authorization ??= `Basic ${Buffer.from(`${auth.name}:${auth.password}`).toString('base64')}`;
  if (body !== undefined) all['content-length'] = String(Buffer.byteLength(body));
  const sent = request({ hostname, port, method, path, headers: all }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const text = bytes.toString('utf8');
      resolve({
        status: response.statusCode!,
        headers: response.headers as Answer['headers'],
        text,
        bytes,
        get json() {
          return JSON.parse(text);
        },
      });
    });
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** A person with an account of Sync 1.1, whose browser asks what the test tells it to. */
export class OldBrowser {
  readonly url: string;
  readonly mail: string;
  readonly name: string;
  password: string;

  constructor(url: string, mail = `joe${Math.random()}@example.com`, password = 'a good pässword') {
    this.url = url;
    this.mail = mail;
    this.name = usernameOf(mail);
    this.password = password;
  }

  /** Makes the account. */
  async signUp(): Promise<this> {
    const answer = await this.create();
    if (answer.status !== 200) throw new Error(`sign-up was refused: ${answer.status} ${answer.text}`);
    return this;
  }

  create(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = JSON.stringify({ password: this.password, email: this.mail, ...changes });
    return ask(this.url, 'PUT', `/user/1.0/${this.name}`, { body, headers });
  }

  /** Asks the user API, with the password. */
  user(method: string, path = '', asking: Asking = {}): Promise<Answer> {
    return this.#ask(method, `/user/1.0/${this.name}${path}`, asking);
  }

  /** Asks the storage, with the password. A body that is no text is sent as JSON. */
  sync(method: string, path: string, body?: unknown, asking: Asking = {}): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return this.#ask(method, `/1.1/${this.name}${path}`, { body: text, ...asking });
  }

  #ask(method: string, path: string, asking: Asking): Promise<Answer> {
    return ask(this.url, method, path, { auth: { name: this.name, password: this.password }, ...asking });
  }
}
