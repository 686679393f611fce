import { join } from 'node:path';
import { tlsFiles } from '../../config/tls-files.ts';
import type { CertificateEvent, TlsStatus } from '../../control/tls-status.ts';
import { readIfThere, replaceFile } from './replace-file.ts';

/** How many events are kept. */
const longest = 50;

const fileOf = (dataDir: string): string => join(tlsFiles(dataDir).private, 'history.json');

/** What has happened to the certificate, oldest first; empty where nothing is known. */
export function readHistory(dataDir: string): CertificateEvent[] {
  try {
    return JSON.parse(readIfThere(fileOf(dataDir)) ?? '[]') as CertificateEvent[];
  } catch {
    return [];
  }
}

/**
 * Adds what a check has changed to the history: another certificate in service, or another problem.
 *
 * @param now - ms.
 */
export function noteChange(dataDir: string, status: TlsStatus, now: number): void {
  const events = readHistory(dataDir);
  const { certificate, problem } = status;
  const lastCertificate = events.findLast((event) => event.fingerprint !== undefined)?.fingerprint;
  const lastEvent = events.at(-1);
  if (certificate && !certificate.selfSigned && certificate.fingerprint !== lastCertificate) {
    const { names, issuer, notAfter, fingerprint } = certificate;
    const says = `in service for ${names.join(', ')}, issued by ${issuer}`;
    events.push({ at: now, says, until: notAfter, fingerprint, names, issuer });
  } else if (problem && lastEvent?.says !== problem.reason) {
    events.push({ at: now, says: problem.reason, saying: problem.saying });
  } else return;
  replaceFile(fileOf(dataDir), `${JSON.stringify(events.slice(-longest), null, 2)}\n`);
}
