import { join } from 'node:path';
import { tlsFiles } from '../../../config/tls-files.ts';
import type { TlsStatus } from '../../../control/tls-status.ts';
import { failureFields } from '../../../failures/failure-fields.ts';
import { coversHost, describeCertificate } from '../certificate.ts';
import type { CertificateSource } from '../certificate-source.ts';
import type { TlsContext } from '../context.ts';
import { renewAfterLifetime } from '../renewal-time.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';
import { publishCertificate } from '../server-file.ts';
import { type Authority, createAuthority, issuedBy, issueLeaf } from './authority.ts';

/**
 * Mode lan: an authority of the appliance's own, made once and trusted by hand on each device, and a server certificate
 * that renews itself. A new host name needs a new authority, since the old one can't vouch for it.
 *
 * @param host - Host of the public URL.
 */
export function lanSource(ctx: TlsContext, host: string): CertificateSource {
  const files = tlsFiles(ctx.config.dataDir);
  const authorityFile = join(files.private, 'authority.json');

  async function ownAuthority(): Promise<Authority> {
    const kept = readIfThere(authorityFile);
    const authority = kept && (JSON.parse(kept) as Authority & { host: string });
    if (authority && authority.host === host && describeCertificate(authority.certificate).notAfter > ctx.now()) {
      return authority;
    }
    if (authority) replaceFile(join(files.private, `authority-${ctx.now()}.json`), kept);
    const made = await createAuthority(host, ctx.now());
    replaceFile(authorityFile, JSON.stringify({ host, ...made }));
    ctx.log.info('made a certificate authority for this network; every device has to trust it once', {
      page: `${ctx.config.publicUrl}/ca`,
      fingerprint: describeCertificate(made.certificate).fingerprint,
    });
    return made;
  }

  async function keepFresh(now: boolean): Promise<TlsStatus> {
    const authority = await ownAuthority();
    if (readIfThere(files.authority) !== authority.certificate) replaceFile(files.authority, authority.certificate);
    const served = readIfThere(files.server);
    if (now || !served || !isFresh(served, authority)) {
      publishCertificate(files, await issueLeaf(authority, host, ctx.now()));
      ctx.log.info('issued a new certificate for this network', { host });
    }
    const certificate = describeCertificate(readIfThere(files.server)!);
    const { fingerprint } = describeCertificate(authority.certificate);
    return { mode: 'lan', state: 'ok', certificate, authority: fingerprint, nextAt: renewAfterLifetime(certificate) };
  }

  function isFresh(served: string, authority: Authority): boolean {
    return (
      issuedBy(authority, served, ctx.now()) &&
      coversHost(served, host) &&
      ctx.now() < renewAfterLifetime(describeCertificate(served))
    );
  }

  return {
    async check(now = false) {
      try {
        return await keepFresh(now);
      } catch (error) {
        ctx.log.error('the certificate of this network could not be renewed', failureFields(error));
        return {
          mode: 'lan',
          state: 'failing',
          problem: {
            reason: `The certificate could not be made: ${(error as Error).message}`,
            fix: 'Check that the data dir can be written and has free space.',
            saying: { id: 'no certificate of the network', facts: { message: (error as Error).message } },
          },
        };
      }
    },
  };
}
