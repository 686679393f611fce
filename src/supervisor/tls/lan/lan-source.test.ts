import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type TestTlsContext, testTlsContext } from '../../../../testing/tls-context.ts';
import { tlsFiles } from '../../../config/tls-files.ts';
import { createAuthority, issueLeaf } from './authority.ts';
import { lanSource } from './lan-source.ts';

const day = 86_400_000;

describe('a network of its own', () => {
  let ctx: TestTlsContext;
  afterEach(() => rmSync(ctx.config.dataDir, { recursive: true }));

  async function check(host: string) {
    ctx ??= testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
    return lanSource(ctx, host).check();
  }
  const text = (file: string) => readFileSync(file, 'utf8');

  it.each(['foxden.home.arpa', '192.168.7.20', '[fd00::7:20]'])(
    'serves %s to whoever trusts its authority',
    async (host) => {
      ctx = testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: `https://${host}` });
      expect((await check(host)).state).toBe('ok');
      const files = tlsFiles(ctx.config.dataDir);
      expect(await connect(text(files.server), host, text(files.authority))).toBe('authorized');
    },
  );

  it('keeps authority and certificate until they are due, renews the certificate and never the authority', async () => {
    ctx = testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
    const first = await check('nas.lan');
    const authority = text(tlsFiles(ctx.config.dataDir).authority);
    expect((first.certificate!.notAfter - first.certificate!.notBefore) / day).toBeLessThanOrEqual(398);
    ctx.time += 250 * day;
    expect((await check('nas.lan')).certificate).toEqual(first.certificate);
    ctx.time += 30 * day;
    expect((await check('nas.lan')).certificate!.fingerprint).not.toBe(first.certificate!.fingerprint);
    expect(text(tlsFiles(ctx.config.dataDir).authority)).toBe(authority);
  });

  it('makes a new authority for a new host, since the old one can not vouch for it', async () => {
    ctx = testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
    await check('nas.lan');
    const files = tlsFiles(ctx.config.dataDir);
    const old = text(files.authority);
    await check('other.lan');
    expect(text(files.authority)).not.toBe(old);
    expect(await connect(text(files.server), 'other.lan', text(files.authority))).toBe('authorized');
  });

  it('keeps the authority key where the TLS server can not read it', async () => {
    ctx = testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
    await check('nas.lan');
    const { published } = tlsFiles(ctx.config.dataDir);
    const { key } = JSON.parse(text(join(tlsFiles(ctx.config.dataDir).private, 'authority.json')));
    const all = execFileSync('sh', ['-c', 'cat "$0"/*.*', published]).toString();
    expect(all).not.toContain(key.split('\n')[1]);
  });
});

describe('name constraints (RFC 5280 section 4.2.1.10)', () => {
  it.each([
    ['nas.lan', 'nas.lan', true],
    ['nas.lan', 'bank.example', false],
    ['nas.lan', '192.168.7.20', false],
    ['192.168.7.20', '192.168.7.20', true],
    ['192.168.7.20', '192.168.7.21', false],
    ['192.168.7.20', 'nas.lan', false],
    ['[fd00::7:20]', '[fd00::7:20]', true],
    ['[fd00::7:20]', '[fd00::7:21]', false],
    ['[fd00::7:20]', '192.168.7.20', false],
  ])('an authority for %s vouching for %s: %s', async (own, other, accepted) => {
    const authority = await createAuthority(own, Date.now());
    const leaf = await issueLeaf(authority, other, Date.now());
    const answer = await connect(`${leaf.key}\n${leaf.chain}`, other, authority.certificate);
    expect(answer).toMatch(accepted ? /^authorized$/ : /(permitted|excluded) subtree violation/);
  });

  it('are critical, and the authority can make no further authority', async () => {
    const { certificate } = await createAuthority('nas.lan', Date.now());
    const file = join(testTlsContext({}).config.dataDir, 'ca.crt');
    writeFileSync(file, certificate);
    const shown = execFileSync('openssl', ['x509', '-in', file, '-noout', '-text']).toString();
    expect(shown).toMatch(
      /Name Constraints: critical\s+Permitted:\s+DNS:nas\.lan\s+Excluded:\s+IP:0\.0\.0\.0\/0\.0\.0\.0/,
    );
    expect(shown).toMatch(/CA:TRUE, pathlen:0/);
    expect(new X509Certificate(certificate).ca).toBe(true);
  });
});

/** Makes a TLS connection and says whether a client that trusts only the authority accepts it. */
async function connect(serverPem: string, host: string, ca: string): Promise<string> {
  const server = createServer({ key: serverPem, cert: serverPem }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const identity = (_host: string, certificate: PeerCertificate) => checkServerIdentity(name, certificate);
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, ca, checkServerIdentity: identity };
    const request = get(options, () => resolve('authorized'));
    request.on('error', (error) => resolve(error.message));
    request.on('close', () => server.close());
  });
}
