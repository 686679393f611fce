import { createDecipheriv, createECDH, hkdfSync, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSignedCertificate } from '../src/supervisor/tls/self-signed.ts';

/** A message as a browser gets it from its push service. */
export interface PushedMessage {
  headers: IncomingHttpHeaders;
  path: string;
  /** The decrypted JSON. */
  body: unknown;
}

/** A push service of the test's own, and the browser that subscribed to it. */
export interface PushService {
  /** For FOXDEN_PUSH. */
  host: string;
  /** Connections that trust the service's certificate. */
  agent: Agent;
  /** A new subscription as clients register it (accounts.md §6.1). */
  subscribe(): { pushCallback: string; pushPublicKey: string; pushAuthKey: string };
  /** What the service answers from now on. */
  status: number;
  /** Waits for the next message. */
  next(): Promise<PushedMessage>;
  /** How many messages nobody has waited for. */
  readonly unread: number;
  stop(): Promise<void>;
}

const hkdf = (ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) =>
  Buffer.from(hkdfSync('sha256', ikm, salt, info, length));

/** Starts the service on loopback. */
export async function startPushService(): Promise<PushService> {
  const { key, chain } = await selfSignedCertificate('localhost');
  const messages: PushedMessage[] = [];
  const waiting: ((message: PushedMessage) => void)[] = [];
  const keys = new Map<string, (body: Buffer) => unknown>();
  const server = createServer({ key, cert: chain }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(service.status).end();
    if (service.status >= 300) return;
    const path = request.url!;
    const message = { headers: request.headers, path, body: keys.get(path)!(Buffer.concat(chunks)) };
    const waiter = waiting.shift();
    if (waiter) waiter(message);
    else messages.push(message);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const service: PushService = {
    host,
    agent: new Agent({ ca: chain }),
    status: 201,
    subscribe() {
      const pair = createECDH('prime256v1');
      const publicKey = pair.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(8).toString('hex')}?a=%2F`;
      keys.set(path, (body) => decrypt(body, pair, publicKey, auth));
      return {
        pushCallback: `https://${host}${path}`,
        pushPublicKey: publicKey.toString('base64url'),
        pushAuthKey: auth.toString('base64url'),
      };
    },
    next() {
      const ready = messages.shift();
      return ready ? Promise.resolve(ready) : new Promise((resolve) => waiting.push(resolve));
    },
    get unread() {
      return messages.length;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return service;
}

/** Decrypts a message as browsers do (RFC 8188, RFC 8291). */
function decrypt(body: Buffer, pair: ReturnType<typeof createECDH>, publicKey: Buffer, auth: Buffer): unknown {
  const salt = body.subarray(0, 16);
  const idLength = body[20]!;
  const senderKey = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const context = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, senderKey]);
  const secret = hkdf(pair.computeSecret(senderKey), auth, context, 32);
  const key = hkdf(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString('utf8'));
}
