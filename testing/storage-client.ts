import { createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Whose storage a client works on, and how it proves that. */
export interface StorageClientOptions {
  /** Origin of the server. */
  url: string;
  masterSecret: string;
  uid: number;
  /** Node in the token; the server's origin unless told. */
  node?: string;
  /** Path of the storage below the origin, without uid; `/1.5` unless told. */
  mount?: string;
  /** End of the token in Unix seconds; an hour from now unless told. */
  expires?: number;
  /** The user's own quota in bytes, as the token server puts it into the token. */
  quotaBytes?: number | null;
  /** Id of the client's device, as the token server puts it into the token. */
  device?: string;
  /** A token that a token server gave, instead of one made here from the master secret. */
  token?: { id: string; key: string };
  /** Origin that requests are signed for, when a proxy has another one than `url`. */
  publicUrl?: string;
}

/** What a client sends besides method and path. */
export interface StorageRequest {
  /** Sent as JSON unless it is a string or bytes. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Other than the real one, for what is signed: proxies change these. */
  signed?: { host?: string; port?: number; target?: string; hash?: string };
}

/** An answer of the storage. */
export interface StorageAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body parsed as JSON; undefined when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  json: any;
  /** X-Last-Modified. */
  modified: string | null;
}

/**
 * A client of sync storage with signing of its own: made from the text of the protocol (sync15.md §8), it shares no code
 * with the server, so that a mistake can't hide on both sides.
 */
export class StorageClient {
  readonly options: StorageClientOptions;
  readonly tokenId: string;
  readonly tokenKey: string;

  constructor(options: StorageClientOptions) {
    this.options = options;
    const token = options.token ?? makeToken(options);
    this.tokenId = token.id;
    this.tokenKey = token.key;
  }

  /** Path of the user's storage. */
  get base(): string {
    return `${this.options.mount ?? '/1.5'}/${this.options.uid}`;
  }

  get = (path: string, headers?: Record<string, string>) => this.request('GET', path, { headers });
  put = (path: string, body: unknown, headers?: Record<string, string>) => this.request('PUT', path, { body, headers });
  post = (path: string, body: unknown, headers?: Record<string, string>) =>
    this.request('POST', path, { body, headers });
  delete = (path: string, headers?: Record<string, string>) => this.request('DELETE', path, { headers });

  /**
   * Sends one signed request.
   *
   * @param path - Below the user's storage, with its query, such as `/info/collections`.
   */
  async request(method: string, path: string, { body, headers, signed }: StorageRequest = {}): Promise<StorageAnswer> {
    const target = this.base + path;
    const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.options.url + target, {
      method,
      body: isRaw ? (body as string | undefined) : JSON.stringify(body),
      headers: {
        Authorization: this.authorization(method, target, signed),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: parse(text),
      modified: response.headers.get('x-last-modified'),
    };
  }

  /** Authorization header of a request. */
  authorization(method: string, target: string, signed: StorageRequest['signed'] = {}): string {
    const { hostname, port, protocol } = new URL(this.options.publicUrl ?? this.options.url);
    const ts = Math.floor(Date.now() / 1000);
    const nonce = randomBytes(8).toString('base64');
    const lines = [
      'hawk.1.header',
      ts,
      nonce,
      method,
      signed.target ?? target,
      signed.host ?? hostname,
      signed.port ?? (port || (protocol === 'https:' ? 443 : 80)),
      signed.hash ?? '',
      '',
    ];
    const mac = createHmac('sha256', this.tokenKey)
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('base64');
    const hash = signed.hash === undefined ? '' : `, hash="${signed.hash}"`;
    return `Hawk id="${this.tokenId}", ts="${ts}", nonce="${nonce}", mac="${mac}"${hash}`;
  }
}

function makeToken({ url, masterSecret, uid, node = url, expires, quotaBytes, device }: StorageClientOptions) {
  const salt = randomBytes(3).toString('hex');
  const payload = Buffer.from(
    JSON.stringify({
      node,
      uid,
      expires: expires ?? Math.floor(Date.now() / 1000) + 3600,
      salt,
      fxa_uid: `user${uid}`,
      fxa_kid: '0000000001234-qqo',
      hashed_fxa_uid: '00',
      hashed_device_id: '00',
      tokenserver_origin: 'rust',
      quota_bytes: quotaBytes,
      device,
    }),
  );
  const derive = (saltText: string, info: string) =>
    Buffer.from(hkdfSync('sha256', masterSecret, saltText, `services.mozilla.com/tokenlib/v1/${info}`, 32));
  const signature = createHmac('sha256', derive('', 'signing')).update(payload).digest();
  const id = padded(Buffer.concat([payload, signature]));
  return { id, key: padded(derive(salt, `derive/${id}`)) };
}

function padded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
