import type { TlsStatus } from '../control/tls-status.ts';

/** Says in a few lines how the certificate is and what happens to it next. */
export function certificateInWords({ state, certificate, problem, authority, nextAt }: TlsStatus): string[] {
  if (state === 'off') return ['Certificate: the proxy in front has it.'];
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
