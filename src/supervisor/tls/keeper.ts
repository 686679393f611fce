import { tlsFiles } from '../../config/tls-files.ts';
import type { TlsStatus } from '../../control/tls-status.ts';
import { failureFields } from '../../failures/failure-fields.ts';
import { startSchedule } from '../schedule.ts';
import { type AcmeDirectories, acmeDirectories } from './acme/directories.ts';
import type { CertificateSource } from './certificate-source.ts';
import type { TlsContext } from './context.ts';
import { filesSource } from './files-source.ts';
import { noteChange } from './history.ts';
import { noPublicUrl } from './no-public-url.ts';
import { allowHsts, ensureServerFile } from './server-file.ts';

/** Looks after the appliance's certificate. */
export interface TlsKeeper {
  /** How things were at the last check. */
  status(): TlsStatus;
  /** Does what is due now; the schedule calls it every minute. Never throws. */
  check(): Promise<TlsStatus>;
  /** Gets a fresh certificate now, where Foxden is the one to get it. Never throws. */
  renew(): Promise<TlsStatus>;
  stop(): Promise<void>;
}

/**
 * Starts to look after the certificate: at once, and then every minute. The first check runs in the background, so a
 * certificate authority that is down never delays the start.
 *
 * @param options - `directories`: ACME authorities, for tests.
 * @throws When the data dir can't be written.
 */
export async function startTlsKeeper(
  ctx: TlsContext,
  options: { directories?: AcmeDirectories } = {},
): Promise<TlsKeeper> {
  const { mode, acme } = ctx.config.tls;
  const host = publicHost(ctx.config.publicUrl);
  const files = tlsFiles(ctx.config.dataDir);
  if (mode !== 'acme') allowHsts(files, false);
  if (mode !== 'proxy') await ensureServerFile(files, host ?? 'foxden.invalid');
  const source = await chooseSource(ctx, host, options.directories ?? acmeDirectories(acme.directory));
  let last: TlsStatus = { mode, state: mode === 'proxy' ? 'off' : 'waiting' };
  let running: Promise<TlsStatus> | undefined;

  // One check at a time: a second caller gets the answer of the one that runs.
  const check = (now = false) => {
    running ??= source
      .check(now)
      .then((status) => {
        last = status;
        noteChange(ctx.config.dataDir, status, ctx.now());
        return status;
      })
      .catch((error) => {
        ctx.log.error('the certificate could not be looked after', failureFields(error));
        return last;
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const schedule = startSchedule([{ name: 'certificate', at: '* * * * *', run: () => check() }], ctx.log, {
    spread: 10_000,
  });
  void check();
  const renew = async () => {
    await running;
    return check(true);
  };
  return { status: () => last, check: () => check(), renew, stop: () => schedule.stop() };
}

/** Host of the public URL when it has one that needs a certificate. */
function publicHost(publicUrl: string | null): string | undefined {
  if (publicUrl === null) return undefined;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'https:' ? hostname : undefined;
}

// Loaded when needed: the ACME client and the maker of certificates take 40 MiB of memory.
async function chooseSource(
  ctx: TlsContext,
  host: string | undefined,
  directories: AcmeDirectories,
): Promise<CertificateSource> {
  const { mode } = ctx.config.tls;
  if (mode === 'proxy') return { check: async () => ({ mode, state: 'off' }) };
  if (host === undefined) return { check: async () => ({ mode, state: 'waiting', problem: noPublicUrl }) };
  if (mode === 'acme') {
    const { acmeSource } = await import('./acme/acme-source.ts');
    return acmeSource(ctx, host, directories, 60_000);
  }
  if (mode === 'lan') {
    const { lanSource } = await import('./lan/lan-source.ts');
    return lanSource(ctx, host);
  }
  return filesSource(ctx, host);
}
