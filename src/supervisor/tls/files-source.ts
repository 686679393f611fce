import { readFileSync } from 'node:fs';
import { tlsFiles } from '../../config/tls-files.ts';
import type { TlsProblem, TlsStatus } from '../../control/tls-status.ts';
import { coversHost, describeCertificate, keyFits } from './certificate.ts';
import type { CertificateSource } from './certificate-source.ts';
import type { TlsContext } from './context.ts';
import { readIfThere } from './replace-file.ts';
import { publishCertificate } from './server-file.ts';

const warnBefore = 14 * 86_400_000;

/**
 * Mode files: the owner renews a certificate chain and its key; Foxden checks that they fit and puts them into service
 * within a minute. Files that don't fit are refused and the certificate in service stays.
 *
 * @param host - Host of the public URL.
 */
export function filesSource(ctx: TlsContext, host: string): CertificateSource {
  const { certificate: chainFile, key: keyFile } = ctx.config.tls.files;
  const files = tlsFiles(ctx.config.dataDir);

  function status(state: TlsStatus['state'], problem?: TlsProblem): TlsStatus {
    const served = readIfThere(files.server);
    return { mode: 'files', state, certificate: served ? describeCertificate(served) : undefined, problem };
  }

  return {
    async check() {
      try {
        const chain = readFileSync(chainFile, 'utf8');
        const key = readFileSync(keyFile, 'utf8');
        const refusal = refusalOf(chain, key, host, ctx.now());
        if (refusal) return status('failing', refusal);
        if (readIfThere(files.server) !== `${key.trim()}\n${chain.trim()}\n`) {
          publishCertificate(files, { key, chain });
          ctx.log.info('took the new certificate into service', { file: chainFile });
        }
        return status('ok', soonOver(describeCertificate(chain).notAfter, ctx.now()));
      } catch (error) {
        const { message } = error as Error;
        return status('failing', {
          reason: `The certificate's files can't be read: ${message}`,
          fix: `Put the certificate chain into ${chainFile} and its private key into ${keyFile} (PEM), readable for Foxden.`,
          saying: { id: 'certificate files unreadable', facts: { message, certificate: chainFile, key: keyFile } },
        });
      }
    },
  };
}

function refusalOf(chain: string, key: string, host: string, now: number): TlsProblem | undefined {
  const { names, notAfter } = describeCertificate(chain);
  if (!keyFits(chain, key)) {
    const reason = 'The private key does not belong to the certificate.';
    return { reason, fix: 'Copy both files of the same pair.', saying: { id: 'other key', facts: {} } };
  }
  if (!coversHost(chain, host)) {
    return {
      reason: `The certificate is for ${names.join(', ')}, not for ${host}.`,
      fix: `Get a certificate for ${host}, or change FOXDEN_PUBLIC_URL.`,
      saying: { id: 'other names', facts: { names: names.join(', '), host } },
    };
  }
  if (notAfter <= now) {
    const date = new Date(notAfter).toUTCString();
    const saying = { id: 'certificate ended', facts: { date } } as const;
    return { reason: `The certificate ended on ${date}.`, fix: 'Renew it.', saying };
  }
  return undefined;
}

function soonOver(notAfter: number, now: number): TlsProblem | undefined {
  if (notAfter - now > warnBefore) return undefined;
  const date = new Date(notAfter).toUTCString();
  const saying = { id: 'certificate ends', facts: { date } } as const;
  return { reason: `The certificate ends on ${date}.`, fix: 'Renew it before that day.', saying };
}
