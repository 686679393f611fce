import { existsSync, mkdirSync, rmSync } from 'node:fs';
import type { TlsFiles } from '../../config/tls-files.ts';
import { replaceFile } from './replace-file.ts';

/**
 * Puts a certificate into service. Key and chain are one file, so that a TLS server never meets one of them alone; the
 * server notices the new file by itself (Nginx: nginx/watch-certificate.sh; workers: worker/tls).
 */
export function publishCertificate(files: TlsFiles, pem: { key: string; chain: string }): void {
  replaceFile(files.server, `${pem.key.trim()}\n${pem.chain.trim()}\n`);
}

/**
 * Makes sure that a TLS server can start: without a certificate a throw-away one is put in its place. Browsers refuse it,
 * which is right as long as there is no other.
 *
 * @param host - Name that it carries.
 */
export async function ensureServerFile(files: TlsFiles, host: string): Promise<void> {
  mkdirSync(files.challenges, { recursive: true, mode: 0o700 });
  if (existsSync(files.server)) return;
  const { selfSignedCertificate } = await import('./self-signed.ts');
  publishCertificate(files, await selfSignedCertificate(host));
}

/** Allows or forbids Strict-Transport-Security: only while the certificate is one that browsers accept by themselves. */
export function allowHsts(files: TlsFiles, allowed: boolean): void {
  if (allowed === existsSync(files.hsts)) return;
  if (allowed) replaceFile(files.hsts, '');
  else rmSync(files.hsts);
}
