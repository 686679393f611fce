import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasPebble, type Pebble, startPebble } from '../../../../testing/pebble.ts';
import { createConfig } from '../../../config/config.ts';
import { readEnv } from '../../../config/read-env.ts';
import { type TlsFiles, tlsFiles } from '../../../config/tls-files.ts';
import { createLogger, type LogRecord } from '../../../log/logger.ts';
import { acmeChallengeRouter } from '../../../worker/tls/acme-challenge.ts';
import { describeCertificate } from '../certificate.ts';
import type { CertificateSource } from '../certificate-source.ts';
import { selfSignedCertificate } from '../self-signed.ts';
import { ensureServerFile, publishCertificate } from '../server-file.ts';
import { acmeSource } from './acme-source.ts';
import type { AcmeDirectories } from './directories.ts';
import { certificateId } from './renewal-info.ts';

const host = 'sync.example.com';
const minute = 60_000;
const hour = 60 * minute;

describe.skipIf(!hasPebble())('certificates by ACME (real Pebble)', () => {
  let pebble: Pebble;
  let dataDir: string;
  let files: TlsFiles;
  let answering: Server | undefined;
  let time: number;
  let logs: LogRecord[];
  let orders: { directory: string; payload: Record<string, unknown> }[];

  beforeAll(async () => {
    pebble = await startPebble(30 * 24 * 3600);
  });
  afterAll(() => pebble?.stop());

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'foxden-acme-'));
    files = tlsFiles(dataDir);
    await ensureServerFile(files, host);
    time = Date.now();
    logs = [];
    orders = [];
    pebble.intercept = recordOrders;
    await pebble.setDns(host, '127.0.0.1');
    await openPort();
  });
  afterEach(async () => {
    await closePort();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const config = () =>
    createConfig(readEnv({ FOXDEN_DATA_DIR: dataDir, FOXDEN_PUBLIC_URL: `https://${host}`, FOXDEN_TLS: 'acme' }));

  /** The supervisor after a restart: nothing but the data dir is remembered. */
  function start(directories: Partial<AcmeDirectories> = {}): CertificateSource {
    const log = createLogger((record) => logs.push(record), 'info');
    const all = { production: pebble.directory, staging: null, publiclyTrusted: false, ...directories };
    return acmeSource({ config: config(), log, now: () => time }, host, all);
  }

  async function openPort() {
    answering = createServer(express().use(acmeChallengeRouter({ config: config() })));
    await new Promise<void>((resolve) => answering!.listen(pebble.httpPort, '127.0.0.1', resolve));
  }

  async function closePort() {
    answering?.closeAllConnections();
    await new Promise((resolve) => (answering ? answering.close(resolve) : resolve(undefined)));
    answering = undefined;
  }

  function recordOrders(request: IncomingMessage) {
    if (request.url !== '/order-plz') return false;
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const payload = JSON.parse(Buffer.from(JSON.parse(body).payload, 'base64url').toString());
      orders.push({ directory: pebble.directory, payload });
    });
    return false;
  }

  const served = () => readFileSync(files.server, 'utf8');

  it('replaces the throw-away certificate with an issued one', async () => {
    expect(describeCertificate(served()).selfSigned).toBe(true);
    const status = await start().check();
    expect(status).toMatchObject({ mode: 'acme', state: 'ok', problem: undefined });
    const issuer = expect.stringMatching(/^Pebble Intermediate CA \w+$/);
    expect(status.certificate).toMatchObject({ names: [host], issuer, selfSigned: false });
    expect(status.certificate).toEqual(describeCertificate(served()));
    expect(served()).toMatch(
      /^-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----/,
    );
  });

  it('asks for nothing while the certificate is fresh, also after a restart', async () => {
    await start().check();
    const before = served();
    expect((await start().check()).state).toBe('ok');
    expect(orders).toHaveLength(1);
    expect(served()).toBe(before);
  });

  it('renews at two thirds of the lifetime where the authority suggests no time', async () => {
    const { certificate } = await start().check();
    const life = certificate!.notAfter - certificate!.notBefore;
    time = certificate!.notBefore + life * 0.66;
    await start().check();
    expect(orders).toHaveLength(1);
    time = certificate!.notBefore + life * 0.67;
    const renewed = await start().check();
    expect(orders).toHaveLength(2);
    expect(orders[1]!.payload).not.toHaveProperty('replaces');
    expect(renewed.certificate!.fingerprint).not.toBe(certificate!.fingerprint);
    expect(renewed.state).toBe('ok');
  });

  it('practises at the staging authority first, and orders nothing real before that succeeded', async () => {
    const staging = pebble.directory.replace('/dir', '/dir?staging');
    const atStaging: string[] = [];
    pebble.intercept = (request) => {
      if (request.url?.startsWith('/dir')) atStaging.push(request.url);
      return recordOrders(request);
    };
    await closePort();
    expect((await start({ staging }).check()).state).toBe('failing');
    expect(new Set(atStaging)).toEqual(new Set(['/dir?staging']));
    await openPort();
    time += hour;
    expect((await start({ staging }).check()).state).toBe('ok');
    expect(atStaging).toContain('/dir');
  });

  it('says that port 80 is closed, keeps the certificate, waits longer each time, and recovers', async () => {
    await closePort();
    const before = served();
    const first = await start().check();
    expect(first.state).toBe('failing');
    expect(first.problem!.reason).toMatch(/^The certificate authority could not open port 80/);
    expect(first.problem!.fix).toMatch(/Forward port 80/);
    expect(served()).toBe(before);
    const waits = [first.nextAt! - time];
    const source = start();
    await source.check();
    expect(orders, 'a restart orders nothing before its time').toHaveLength(1);
    for (let i = 0; i < 2; i++) {
      time += waits.at(-1)!;
      waits.push((await source.check()).nextAt! - time);
    }
    expect(waits[1]! / waits[0]!).toBeGreaterThan(1.5);
    expect(waits[2]! / waits[1]!).toBeGreaterThan(1.5);
    await openPort();
    time += waits.at(-1)!;
    expect(await source.check()).toMatchObject({ state: 'ok', problem: undefined });
  });

  it.each(['servfail', '127.0.0.9'])('says that the name has no or the wrong address (%s)', async (answer) => {
    await pebble.setDns(host, answer);
    const { state, problem } = await start().check();
    expect(state).toBe('failing');
    expect(problem!.reason).toMatch(
      /^The certificate authority could not open port 80 of this host: .*(resolve|refused)/,
    );
    expect(problem!.fix).toContain(`check that the A (or AAAA) record of ${host} has the public address`);
  });

  it('keeps a certificate that is due while the authority is down, and renews it afterwards', async () => {
    const { certificate } = await start().check();
    const before = served();
    time = certificate!.notAfter - 24 * hour;
    pebble.intercept = (_request, response) => {
      response.writeHead(503).end();
      return true;
    };
    const down = await start().check();
    expect(down.state).toBe('failing');
    expect(down.problem!.reason).toMatch(/^The certificate authority could not be reached/);
    expect(down.certificate!.fingerprint).toBe(certificate!.fingerprint);
    expect(served()).toBe(before);
    pebble.intercept = () => false;
    time = down.nextAt!;
    expect((await start().check()).certificate!.fingerprint).not.toBe(certificate!.fingerprint);
  });

  it('survives an authority that hangs up', async () => {
    pebble.intercept = (request) => {
      request.socket.destroy();
      return true;
    };
    expect((await start().check()).problem!.reason).toMatch(/^The certificate authority could not be reached/);
  });

  it('waits as long as a rate limit says (RFC 8555 section 6.6)', async () => {
    pebble.intercept = (request, response) => {
      if (request.url !== '/order-plz') return false;
      response
        .writeHead(429, { 'Retry-After': '7200', 'Content-Type': 'application/problem+json' })
        .end('{"type":"urn:ietf:params:acme:error:rateLimited","detail":"too many certificates already issued"}');
      return true;
    };
    const limited = await start().check();
    expect(limited.problem!.reason).toMatch(/issued or refused too much .*: too many certificates already issued$/);
    expect(limited.nextAt! - time).toBeGreaterThanOrEqual(2 * hour);
    pebble.intercept = recordOrders;
    time += 2 * hour - minute;
    await start().check();
    expect(orders).toHaveLength(0);
    time += minute;
    expect((await start().check()).state).toBe('ok');
  });

  /** Pebble knows none, so the proxy adds it. */
  async function suggest(window: () => { start: number; end: number }, asked: string[] = []) {
    const directory = await pebble.read('/dir');
    pebble.intercept = (request, response) => {
      const json = (body: unknown) => response.writeHead(200, { 'Retry-After': '3600' }).end(JSON.stringify(body));
      if (request.url === '/dir') {
        json({ ...directory, renewalInfo: pebble.directory.replace('/dir', '/ari') });
      } else if (request.url?.startsWith('/ari/')) {
        asked.push(request.url.slice('/ari/'.length));
        const { start, end } = window();
        json({ suggestedWindow: { start: new Date(start), end: new Date(end) } });
      } else return recordOrders(request);
      return true;
    };
  }

  describe('renewal information (RFC 9773)', () => {
    it('renews inside of the suggested window and says what is replaced', async () => {
      const asked: string[] = [];
      const window = { start: time + 40 * hour, end: time + 42 * hour };
      await suggest(() => window, asked);
      const first = await start().check();
      expect(asked).toEqual([certificateId(served())]);
      expect(first.nextAt).toBeGreaterThanOrEqual(window.start - 1000);
      expect(first.nextAt).toBeLessThanOrEqual(window.end);
      const replaced = certificateId(served());
      time = window.end;
      const second = await start().check();
      expect(second.certificate!.fingerprint).not.toBe(first.certificate!.fingerprint);
      expect(orders[1]!.payload).toMatchObject({ replaces: replaced });
    });

    it('renews at once when the authority moves the window into the past', async () => {
      let window = { start: time + 480 * hour, end: time + 500 * hour };
      await suggest(() => window);
      const first = await start().check();
      window = { start: time - 2 * hour, end: time - hour };
      time += 30 * minute;
      expect((await start().check()).certificate!.fingerprint, 'asked too early').toBe(first.certificate!.fingerprint);
      time += 31 * minute;
      expect((await start().check()).certificate!.fingerprint).not.toBe(first.certificate!.fingerprint);
    });
  });

  describe('a certificate just issued stays for a while (30 days of life: one day)', () => {
    const looks = async (hours: number) => {
      for (let i = 0; i < hours; i++) {
        time += hour;
        await start().check();
      }
    };

    it('when the authority suggests a time in the past for each', async () => {
      const issued = time;
      await suggest(() => ({ start: issued - 2 * hour, end: issued - hour }));
      await start().check();
      await looks(23);
      expect(orders).toHaveLength(1);
      await looks(2);
      expect(orders).toHaveLength(2);
      expect(orders[1]!.payload).toHaveProperty('replaces');
      await looks(22);
      expect(orders).toHaveLength(2);
    });

    it('when the clock is a year ahead', async () => {
      time += 365 * 24 * hour;
      await start().check();
      await looks(23);
      expect(orders).toHaveLength(1);
    });
  });

  it('orders again when the certificate in service is not the one it ordered', async () => {
    await start().check();
    publishCertificate(files, await selfSignedCertificate(host));
    expect((await start().check()).state).toBe('ok');
    expect(orders).toHaveLength(2);
    expect(describeCertificate(served()).selfSigned).toBe(false);
  });

  it('allows Strict-Transport-Security only for a certificate that browsers accept', async () => {
    await start().check();
    expect(existsSync(files.hsts)).toBe(false);
    await start({ publiclyTrusted: true }).check();
    expect(existsSync(files.hsts)).toBe(true);
    publishCertificate(files, await selfSignedCertificate(host));
    await closePort();
    await start({ publiclyTrusted: true }).check();
    expect(existsSync(files.hsts)).toBe(false);
  });

  it('never asks a public authority for a name that is not public', async () => {
    for (const name of ['localhost', 'nas.local', 'nas', '192.168.1.2', '[fd00::1]', 'foxden.home.arpa']) {
      const source = acmeSource({ config: config(), log: createLogger(() => {}, 'info'), now: () => time }, name, {
        production: pebble.directory,
        staging: null,
        publiclyTrusted: true,
      });
      expect((await source.check()).problem!.fix, name).toMatch(/FOXDEN_TLS=lan/);
    }
    expect(orders).toHaveLength(0);
  });

  it('logs no key and no token', async () => {
    await start().check();
    await closePort();
    time += 100 * 24 * hour;
    await start().check();
    const text = JSON.stringify(logs);
    const account = readFileSync(join(files.private, 'acme-account.pem'), 'utf8');
    expect(text).not.toContain('PRIVATE');
    expect(text).not.toContain(account.split('\n')[1]);
    expect(logs.map((record) => record.message)).toEqual([
      'a new certificate is in service',
      'the certificate could not be ordered',
    ]);
  });
});
