import { isIP } from 'node:net';
import { join } from 'node:path';
import { crypto as acmeCrypto } from 'acme-client';
import { tlsFiles } from '../../../config/tls-files.ts';
import type { TlsProblem, TlsStatus } from '../../../control/tls-status.ts';
import { failureFields } from '../../../failures/failure-fields.ts';
import { bareHost, coversHost, describeCertificate } from '../certificate.ts';
import type { CertificateSource } from '../certificate-source.ts';
import type { TlsContext } from '../context.ts';
import { leastService, renewAfterLifetime } from '../renewal-time.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';
import { allowHsts, publishCertificate } from '../server-file.ts';
import { AcmeFailure, explainRefusal, unreachable } from './acme-failure.ts';
import { awaitChallengePath } from './await-challenge-path.ts';
import type { AcmeDirectories } from './directories.ts';
import { orderCertificate } from './order-certificate.ts';
import { certificateId, fetchRenewalWindow } from './renewal-info.ts';
import { retryDelay } from './retry-delay.ts';
import { type AcmeState, readAcmeState, writeAcmeState } from './state.ts';

/**
 * Mode acme: orders a certificate from Let's Encrypt (or another ACME authority) and renews it. A failure keeps the
 * certificate in service, waits longer each time, and is told in the status.
 *
 * @param host - Host of the public URL.
 * @param startPatience - How long a first order may wait for the web server in front to start, in ms.
 */
export function acmeSource(
  ctx: TlsContext,
  host: string,
  directories: AcmeDirectories,
  startPatience = 0,
): CertificateSource {
  const files = tlsFiles(ctx.config.dataDir);
  const { production, staging, publiclyTrusted } = directories;

  // Kept in memory too, so that a full disk doesn't make Foxden forget how long to wait.
  let memory: AcmeState | undefined;

  async function accountKey(): Promise<string> {
    const file = join(files.private, 'acme-account.pem');
    const kept = readIfThere(file);
    if (kept) return kept;
    const made = (await acmeCrypto.createPrivateEcdsaKey('P-256')).toString();
    replaceFile(file, made);
    return made;
  }

  /** The certificate in service, if this state's orders brought it and it is for this host. */
  function ownCertificate(state: AcmeState): string | undefined {
    const served = readIfThere(files.server);
    if (!served || !coversHost(served, state.host)) return undefined;
    return describeCertificate(served).fingerprint === state.issued ? served : undefined;
  }

  async function planRenewal(state: AcmeState, served: string, isFresh = false): Promise<void> {
    if (state.renewal && !isDue(state.renewal.askAgainAt, ctx.now())) return;
    const window = await fetchRenewalWindow(production, served, ctx.now());
    const facts = describeCertificate(served);
    const { earliest } = state.renewal ?? {};
    state.renewal = window
      ? {
          at: Math.round(window.start + Math.random() * (window.end - window.start)),
          askAgainAt: window.askAgainAt,
          suggested: true,
        }
      : { at: renewAfterLifetime(facts), askAgainAt: ctx.now() + 6 * 3_600_000, suggested: false };
    // A time that is over for a certificate just issued would be over for the next as well.
    const atFirst = ctx.now() + leastService(facts);
    if (isFresh && state.renewal.at < atFirst) state.renewal.earliest = atFirst;
    else if (earliest !== undefined) state.renewal.earliest = earliest;
    state.renewal.at = Math.max(state.renewal.at, state.renewal.earliest ?? 0);
    writeAcmeState(files.private, state);
  }

  async function order(state: AcmeState, before: string | undefined): Promise<void> {
    // Before anything is ordered: what can't be kept must not be asked for.
    writeAcmeState(files.private, state);
    if (!before) await awaitChallengePath(state.host, files.challenges, startPatience);
    const command = {
      accountKey: await accountKey(),
      email: ctx.config.tls.acme.email,
      host: state.host,
      challenges: files.challenges,
    };
    if (staging && !state.practised) {
      await orderCertificate({ ...command, directory: staging });
      ctx.log.info('a practice order of a certificate succeeded', { host: state.host });
      state.practised = true;
      writeAcmeState(files.private, state);
    }
    // An authority that refuses `replaces` (it knows the certificate as replaced already) gets an order without it.
    const replaces = before && state.renewal?.suggested && state.failures === 0 ? certificateId(before) : undefined;
    const certificate = await orderCertificate({ ...command, directory: production, replaces });
    const { fingerprint, notAfter } = describeCertificate(certificate.chain);
    Object.assign(state, { issued: fingerprint, practised: true, failures: 0, notBefore: 0 });
    state.problem = undefined;
    state.renewal = undefined;
    // State first: a certificate in service that no state knows of would be ordered again.
    writeAcmeState(files.private, state);
    publishCertificate(files, certificate);
    ctx.log.info('a new certificate is in service', { host: state.host, until: new Date(notAfter).toISOString() });
  }

  function fail(state: AcmeState, error: unknown): void {
    const refusal = error instanceof AcmeFailure ? error.refusal : { type: unreachable, detail: String(error) };
    state.failures += 1;
    state.notBefore = ctx.now() + retryDelay(state.failures, refusal);
    state.problem = explainRefusal(refusal, state.host);
    writeAcmeState(files.private, state);
    const { reason, fix } = state.problem;
    ctx.log.error('the certificate could not be ordered', {
      ...{ reason, fix },
      problem: refusal.type,
      failures: state.failures,
      nextTry: new Date(state.notBefore).toISOString(),
    });
  }

  async function keepFresh(now: boolean): Promise<TlsStatus> {
    memory ??= readAcmeState(files.private, host, production);
    const state = memory;
    const before = ownCertificate(state);
    if (before) await planRenewal(state, before);
    const due = !before || ctx.now() >= state.renewal!.at;
    if (now || (due && isDue(state.notBefore, ctx.now()))) {
      try {
        await order(state, before);
        await planRenewal(state, readIfThere(files.server)!, true);
      } catch (error) {
        fail(state, error);
      }
    }
    return statusOf(state);
  }

  function statusOf(state: AcmeState): TlsStatus {
    const served = readIfThere(files.server);
    const own = ownCertificate(state) !== undefined;
    allowHsts(files, publiclyTrusted && own);
    return {
      mode: 'acme',
      state: state.problem ? 'failing' : own ? 'ok' : 'waiting',
      certificate: served ? describeCertificate(served) : undefined,
      problem: state.problem,
      nextAt: Math.max(state.notBefore, state.renewal?.at ?? 0) || undefined,
    };
  }

  return {
    async check(now = false) {
      if (publiclyTrusted && !isPublicName(host)) return { mode: 'acme', state: 'failing', problem: notPublic(host) };
      try {
        return await keepFresh(now);
      } catch (error) {
        ctx.log.error('the certificate could not be looked after', failureFields(error));
        const { message } = error as Error;
        const reason = `The certificate's files can't be read or written: ${message}`;
        const saying = { id: 'certificate files unusable', facts: { message } } as const;
        const problem = { reason, fix: 'Check the rights and free space of the data dir.', saying };
        return { mode: 'acme', state: 'failing', problem };
      }
    },
  };
}

// Longer than any authority asks to wait: a later date was set by a clock that was ahead.
const longestWait = 8 * 24 * 3_600_000;
const isDue = (at: number, now: number) => now >= at || at - now > longestWait;

function isPublicName(host: string): boolean {
  const name = bareHost(host);
  return !isIP(name) && name.includes('.') && !/\.(localhost|local|lan|internal|test|home\.arpa|onion)$/.test(name);
}

function notPublic(host: string): TlsProblem {
  return {
    reason: `No public certificate authority can issue a certificate for ${host}.`,
    fix: 'Use a name of a public domain, or FOXDEN_TLS=lan for a name or address of your own network.',
    saying: { id: 'no public name', facts: { host } },
  };
}
