import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import httpProxy from 'http-proxy';
import { selfSignedCertificate } from '../src/supervisor/tls/self-signed.ts';
import { freePort } from './free-port.ts';

/** A real ACME server of the test's own (Pebble), with a proxy in front that can disturb it. */
export interface Pebble {
  /** Directory URL behind the proxy. */
  directory: string;
  /** Port of 127.0.0.1 on which it expects the HTTP-01 answers of every host. */
  httpPort: number;
  /**
   * Looks at each request before Pebble does; true when it has answered by itself. Replace it to inject a fault.
   */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Reads a JSON resource of Pebble, past the interceptor. */
  read(path: string): Promise<Record<string, unknown>>;
  /** Makes the authority's DNS answer this address for the host; `servfail` makes it fail. */
  setDns(host: string, answer: string): Promise<void>;
  stop(): void;
}

/** True when this machine has Pebble (Debian: apt install pebble). */
export const hasPebble = (): boolean => existsSync('/usr/bin/pebble');

/**
 * Starts Pebble and its DNS server, for which every name is 127.0.0.1. This process trusts its certificate from then on.
 *
 * @param validitySeconds - Life of the certificates that it issues.
 */
export async function startPebble(validitySeconds = 7_776_000): Promise<Pebble> {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-pebble-'));
  const [acme, management, http, tls, dns, dnsManagement, front] = await Promise.all(
    Array.from({ length: 7 }, freePort),
  );
  const { key, chain } = await selfSignedCertificate('localhost');
  const file = (name: string, content: string) => {
    writeFileSync(join(dir, name), content);
    return join(dir, name);
  };
  const config = {
    pebble: {
      listenAddress: `127.0.0.1:${acme}`,
      managementListenAddress: `127.0.0.1:${management}`,
      certificate: file('cert.pem', chain),
      privateKey: file('key.pem', key),
      httpPort: http,
      tlsPort: tls,
      certificateValidityPeriod: validitySeconds,
    },
  };
  const children = [
    spawn('pebble-challtestsrv', [
      ...['-management', `127.0.0.1:${dnsManagement}`, '-dns01', `127.0.0.1:${dns}`],
      ...['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv4', '127.0.0.1', '-defaultIPv6', ''],
    ]),
    spawn('pebble', ['-config', file('config.json', JSON.stringify(config)), '-dnsserver', `127.0.0.1:${dns}`], {
      env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0', PEBBLE_AUTHZREUSE: '0', PATH: process.env.PATH },
    }),
  ];
  // Undrained pipes would stop them.
  for (const child of children) for (const stream of [child.stdout, child.stderr]) stream.resume();

  setDefaultCACertificates([...getCACertificates('default'), chain]);
  const headers = { host: `localhost:${front}` };
  const proxy = httpProxy.createProxyServer({ target: `https://127.0.0.1:${acme}`, secure: false, headers });
  proxy.on('error', (_error, _request, response) => response.destroy());
  const server = createServer({ key, cert: chain }, (request, response) => {
    if (!pebble.intercept(request, response)) proxy.web(request, response);
  });
  await new Promise<void>((resolve) => server.listen(front, '127.0.0.1', resolve));
  const pebble: Pebble = {
    directory: `https://localhost:${front}/dir`,
    httpPort: http!,
    intercept: () => false,
    read: (path) => readJson(`https://127.0.0.1:${acme}${path}`, headers),
    async setDns(host, answer) {
      const tell = async (command: string, addresses?: string[]) => {
        const body = JSON.stringify({ host: `${host}.`, addresses });
        const response = await fetch(`http://127.0.0.1:${dnsManagement}/${command}`, { method: 'POST', body });
        if (!response.ok) throw new Error(`${command} answered ${response.status}`);
      };
      await tell('clear-servfail');
      await tell('clear-a');
      if (answer === 'servfail') await tell('set-servfail');
      else await tell('add-a', [answer]);
    },
    stop() {
      server.closeAllConnections();
      server.close();
      for (const child of children) child.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await ready(pebble);
  return pebble;
}

async function ready(pebble: Pebble): Promise<void> {
  for (let tries = 0; tries < 2400; tries++) {
    if (await pebble.read('/dir').catch(() => undefined)) return;
    await sleep(100);
  }
  pebble.stop();
  throw new Error('Pebble did not get ready');
}

function readJson(url: string, headers: Record<string, string>): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false, headers }, async (response) => {
      try {
        resolve(JSON.parse(Buffer.concat(await response.toArray()).toString()));
      } catch (error) {
        reject(error);
      }
    }).on('error', reject);
  });
}
