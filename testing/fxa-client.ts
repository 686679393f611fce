import { createHash, createHmac, hkdfSync, pbkdf2Sync, randomBytes } from 'node:crypto';

// A client of the account API written from the document alone. It shares no code with the server, so that a mistake in the
// server's cryptography doesn't cancel itself out.

const namespace = 'identity.mozilla.com/picl/v1/';
const prefixes = {
  sessionToken: 'fxs_',
  keyFetchToken: 'fxk_',
  accountResetToken: 'fxar_',
  passwordForgotToken: 'fxpf_',
  passwordChangeToken: 'fxpc_',
};

/** Kinds of account token. */
export type ClientTokenKind = keyof typeof prefixes;

/** How a request proves who sends it: a token by Hawk (desktop, PyFxA, ffsclient), by typed Bearer (mobile), or a header. */
export type ClientAuth =
  | { scheme: 'hawk' | 'bearer'; kind: ClientTokenKind; token: string }
  | { scheme: 'header'; value: string };

/** An answer; `body` is the parsed JSON. */
export interface ClientAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever the server said
  body: any;
  headers: Headers;
}

/** What a client makes of a password: hex. */
export interface ClientPassword {
  authPW: string;
  unwrapBKey: string;
}

const hkdf = (ikm: Uint8Array, info: string, length: number, salt: Uint8Array = new Uint8Array()) =>
  Buffer.from(hkdfSync('sha256', ikm, salt, namespace + info, length));
const xor = (a: string, b: string) => {
  const other = Buffer.from(b, 'hex');
  return Buffer.from(Buffer.from(a, 'hex').map((byte, i) => byte ^ other[i]!)).toString('hex');
};

/** Stretches a password as version 1 (accounts.md §4.1). */
export function stretchV1(email: string, password: string): ClientPassword {
  return split(pbkdf2Sync(password, `${namespace}quickStretch:${email}`, 1000, 32, 'sha256'));
}

/** Stretches a password as version 2 (accounts.md §4.2); `salt` is the whole clientSalt. */
export function stretchV2(salt: string, password: string): ClientPassword {
  return split(pbkdf2Sync(password, salt, 650_000, 32, 'sha256'));
}

function split(stretched: Buffer): ClientPassword {
  return {
    authPW: hkdf(stretched, 'authPW', 32).toString('hex'),
    unwrapBKey: hkdf(stretched, 'unwrapBkey', 32).toString('hex'),
  };
}

/** XOR of two hex strings: wraps and unwraps kB. */
export const wrap = xor;

/** Derives id, MAC key and bundle key of a token (accounts.md §3.2). */
export function clientToken(kind: ClientTokenKind, token: string): { id: string; macKey: Buffer; bundleKey: Buffer } {
  const all = hkdf(Buffer.from(token, 'hex'), kind, 96);
  return { id: all.toString('hex', 0, 32), macKey: all.subarray(32, 64), bundleKey: all.subarray(64) };
}

/** Opens the bundle of `/account/keys` (accounts.md §4.5), checking its MAC. */
export function openBundle(keyFetchToken: string, bundle: string): { kA: string; wrapKb: string } {
  const keys = hkdf(clientToken('keyFetchToken', keyFetchToken).bundleKey, 'account/keys', 96);
  const [ciphertext, mac] = [bundle.slice(0, 128), bundle.slice(128)];
  const expected = createHmac('sha256', keys.subarray(0, 32)).update(Buffer.from(ciphertext, 'hex')).digest('hex');
  if (mac !== expected) throw new Error('the key bundle has a wrong MAC');
  const plain = xor(ciphertext, keys.subarray(32).toString('hex'));
  return { kA: plain.slice(0, 64), wrapKb: plain.slice(64) };
}

/** A client at one server. `scheme` is how it sends tokens. */
export class FxaClient {
  readonly origin: string;
  readonly scheme: 'hawk' | 'bearer';
  /** Sent with every request. */
  readonly headers: Record<string, string>;

  constructor(origin: string, options: { scheme?: 'hawk' | 'bearer'; headers?: Record<string, string> } = {}) {
    this.origin = origin;
    this.scheme = options.scheme ?? 'hawk';
    this.headers = options.headers ?? {};
  }

  /** Auth by token, in this client's way. */
  auth(kind: ClientTokenKind, token: string): ClientAuth {
    return { scheme: this.scheme, kind, token };
  }

  /** Auth by session token, in this client's way. */
  session(token: string): ClientAuth {
    return this.auth('sessionToken', token);
  }

  get(path: string, auth?: ClientAuth, headers?: Record<string, string>): Promise<ClientAnswer> {
    // Desktop sends this content type on requests without a body (accounts.md §3.1).
    return this.send('GET', path, auth, undefined, { 'content-type': 'text/plain', ...headers });
  }

  post(path: string, body: unknown, auth?: ClientAuth, headers?: Record<string, string>): Promise<ClientAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return this.send('POST', path, auth, text, { 'content-type': 'application/json; charset=utf-8', ...headers });
  }

  delete(path: string, auth?: ClientAuth): Promise<ClientAnswer> {
    return this.send('DELETE', path, auth, '{}', { 'content-type': 'application/json' });
  }

  async send(
    method: string,
    path: string,
    auth: ClientAuth | undefined,
    body: string | undefined,
    headers: Record<string, string> = {},
  ): Promise<ClientAnswer> {
    const url = new URL(`/v1${path}`, this.origin);
    const authorization = auth && this.authorization(auth, method, path, body);
    const response = await fetch(url, {
      method,
      body,
      headers: { ...this.headers, ...headers, ...(authorization && { authorization }) },
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    if (!type.startsWith('application/json')) throw new Error(`not JSON: ${response.status} ${type} ${text}`);
    return { status: response.status, body: JSON.parse(text), headers: response.headers };
  }

  /** Creates an account and fetches its keys, as the sign-up page does. */
  async signUp(email: string, password: string): Promise<SignedIn> {
    const answer = await this.post('/account/create?keys=true', { email, authPW: stretchV1(email, password).authPW });
    return this.#signedIn(answer, email, password);
  }

  /** Signs in and fetches the keys; with the spelling that the server wants on errno 120. */
  async signIn(email: string, password: string): Promise<SignedIn> {
    const login = (spelling: string) =>
      this.post('/account/login?keys=true', { email: spelling, authPW: stretchV1(spelling, password).authPW });
    const answer = await login(email);
    if (answer.body.errno !== 120) return this.#signedIn(answer, email, password);
    return this.#signedIn(await login(answer.body.email), answer.body.email, password);
  }

  /** Fetches kB with a keyFetchToken. */
  async fetchKb(keyFetchToken: string, unwrapBKey: string): Promise<string> {
    const { status, body } = await this.get('/account/keys', this.auth('keyFetchToken', keyFetchToken));
    if (status !== 200) throw new Error(`keys: ${status} ${JSON.stringify(body)}`);
    return xor(openBundle(keyFetchToken, body.bundle).wrapKb, unwrapBKey);
  }

  async #signedIn({ status, body }: ClientAnswer, email: string, password: string): Promise<SignedIn> {
    if (status !== 200) throw new Error(`sign-in: ${status} ${JSON.stringify(body)}`);
    const kB = body.verified ? await this.fetchKb(body.keyFetchToken, stretchV1(email, password).unwrapBKey) : '';
    return { ...body, email, kB };
  }

  /** The Authorization header of a request; `path` begins after `/v1`. */
  authorization(auth: ClientAuth, method: string, path: string, body?: string): string {
    const url = new URL(`/v1${path}`, this.origin);
    if (auth.scheme === 'header') return auth.value;
    const { id, macKey } = clientToken(auth.kind, auth.token);
    if (auth.scheme === 'bearer') return `Bearer ${prefixes[auth.kind]}${id}`;
    const ts = Math.floor(Date.now() / 1000);
    const nonce = randomBytes(6).toString('base64');
    const hash =
      body === undefined
        ? ''
        : createHash('sha256').update(`hawk.1.payload\napplication/json\n${body}\n`).digest('base64');
    const port = url.port || (url.protocol === 'https:' ? '443' : '80');
    const lines = ['hawk.1.header', ts, nonce, method, url.pathname + url.search, url.hostname, port, hash, ''];
    const mac = createHmac('sha256', macKey)
      .update(`${lines.join('\n')}\n`)
      .digest('base64');
    const attributes = [
      `id="${id}"`,
      `ts="${ts}"`,
      `nonce="${nonce}"`,
      ...(hash ? [`hash="${hash}"`] : []),
      `mac="${mac}"`,
    ];
    return `Hawk ${attributes.join(', ')}`;
  }
}

/** What signing in gives, and the keys that were fetched with it. */
export interface SignedIn {
  uid: string;
  email: string;
  sessionToken: string;
  authAt: number;
  verified: boolean;
  /** Empty while the session isn't verified. */
  kB: string;
  keyFetchToken: string;
}
