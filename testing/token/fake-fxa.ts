import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair, type JWK, type JWTPayload } from 'jose';
import { oldsync } from '../person.ts';

/** An FxA OAuth server of the test's own, with real keys, as far as a token server asks it. */
export interface FakeFxa {
  /** Base URL, for FOXDEN_ACCOUNTS. */
  url: string;
  /** Every request since the last `requests.length = 0`, such as `GET /v1/jwks`. */
  requests: string[];
  /** How it behaves: as it should, answering 503, never answering, or not even there. */
  mood: 'well' | 'ill' | 'silent';
  /** What `POST /v1/verify` knows: token → answer. */
  opaque: Map<string, object>;
  /** Makes another signing key and returns its kid; `publish` false keeps it out of the JWKS. */
  addKey(publish?: boolean): Promise<string>;
  sign(claims: JWTPayload, header?: { kid?: string; typ?: string; alg?: string }): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the server on a free port. */
export async function startFakeFxa(): Promise<FakeFxa> {
  const published: JWK[] = [];
  const privateKeys = new Map<string, CryptoKey>();
  const sockets = new Set<Socket>();
  const fxa: FakeFxa = {
    url: '',
    requests: [],
    mood: 'well',
    opaque: new Map(),
    async addKey(publish = true) {
      const { publicKey, privateKey } = await generateKeyPair('RS256');
      const kid = `key-${privateKeys.size}`;
      privateKeys.set(kid, privateKey);
      if (publish) published.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
      return kid;
    },
    async sign(claims, header) {
      const kid = header?.kid ?? [...privateKeys.keys()].at(-1)!;
      const now = Math.floor(Date.now() / 1000);
      const payload = { scope: oldsync, client_id: '5882386c6d801776', iat: now, exp: now + 600, ...claims };
      // Not SignJWT, which would clone what JSON.rawJSON made.
      return new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'RS256', typ: 'at+JWT', kid, ...header })
        .sign(privateKeys.get(kid)!);
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const server = createServer(async (request, response) => {
    fxa.requests.push(`${request.method} ${request.url}`);
    if (fxa.mood === 'silent') return;
    if (fxa.mood === 'ill') return answer(response, 503, {});
    if (request.url === '/v1/jwks') return answer(response, 200, { keys: published });
    const { token } = JSON.parse(await text(request)) as { token: string };
    const known = fxa.opaque.get(token);
    answer(response, known ? 200 : 400, known ?? { code: 400, errno: 108 });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  fxa.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await fxa.addKey();
  return fxa;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
