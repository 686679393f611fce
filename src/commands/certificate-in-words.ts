import type { TlsStatus } from '../control/tls-status.ts';

/**
 * Says in a few lines how the certificate is and what happens to it next.
 *
 * @param publicUrl - Only an https address needs one.
 */
export function certificateInWords(status: TlsStatus, publicUrl: string | null): string[] {
  const { state, certificate, problem, authority, nextAt } = status;
  if (publicUrl?.startsWith('http:')) return [`Certificate: none is needed for ${publicUrl}.`];
  if (state === 'off' && publicUrl === null) return ['Certificate: none, and FOXDEN_PUBLIC_URL is not set.'];
  if (state === 'off') return [`Certificate: the web server in front, which serves ${publicUrl}, has to have it.`];
  const lines: string[] = [];
  if (certificate?.selfSigned) lines.push('Certificate: none that browsers accept.');
  else if (certificate)
    lines.push(`Certificate: for ${certificate.names.join(', ')}, good until ${time(certificate.notAfter)}.`);
  else lines.push('Certificate: none yet.');
  if (problem) lines.push(`  ${problem.reason}`, `  → ${problem.fix}`);
  if (nextAt !== undefined) lines.push(`  ${problem ? 'Next try' : 'Renewal'}: ${time(nextAt)}.`);
  if (authority) lines.push(`  Fingerprint of this network's authority (page /ca): ${authority}`);
  return lines;
}

const time = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
