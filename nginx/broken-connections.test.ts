import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { freePort } from '../testing/free-port.ts';
import { firstBytes, upgradeRequest } from '../testing/raw-http.ts';
import { serveFamily, workerPids } from '../testing/serve-family.ts';
import { hasNginx, startNginx, type TestNginx } from './start-nginx.ts';

// Opcode 3 is reserved, and the frame isn't masked.
const brokenFrame = Buffer.from([0x83, 0x01, 0x00]);

describe.skipIf(!hasNginx())('through Nginx', () => {
  const family = serveFamily();

  /** A WebSocket for pairing, over TLS. */
  async function openPairing(nginx: TestNginx): Promise<TLSSocket> {
    const socket = connect({ port: nginx.https, host: '127.0.0.1', rejectUnauthorized: false });
    socket.on('error', () => {});
    socket.write(upgradeRequest('/v1/ws/'));
    expect(await firstBytes(socket)).toContain('101 Switching Protocols');
    return socket;
  }

  it('a broken frame and a close end no worker', async () => {
    const listen = `127.0.0.1:${await freePort()}`;
    const nginx = await startNginx({ FOXDEN_PUBLIC_URL: '', FOXDEN_TLS: 'proxy', FOXDEN_UPSTREAM: listen });
    try {
      const served = await family.ready({
        FOXDEN_LISTEN: listen,
        FOXDEN_PUBLIC_URL: `https://localhost:${nginx.https}`,
        FOXDEN_TRUSTED_PROXIES: 'loopback',
      });
      const before = await workerPids(served);
      // More than enough for either worker to get several.
      for (let round = 0; round < 12; round++) {
        const socket = await openPairing(nginx);
        socket.write(brokenFrame);
        if (round % 3 === 0) await firstBytes(socket);
        if (round % 2) socket.end();
        else socket.destroy();
      }
      await sleep(500);
      const socket = await openPairing(nginx);
      socket.destroy();
      expect(await workerPids(served)).toEqual(before);
      expect((await served.status()).crashes).toBe(0);
      expect(served.output()).not.toMatch(/nothing caught/);
    } finally {
      nginx.stop();
    }
  });
});
