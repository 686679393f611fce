/** Where the audit log goes. */
export type AuditTarget =
  | { kind: 'file' }
  | { kind: 'syslog'; transport: 'udp' | 'tcp'; host: string; port: number }
  | { kind: 'syslog'; transport: 'unix'; path: string };

/**
 * Reads FOXDEN_AUDIT: `syslog://` is UDP.
 *
 * @param value - As the option was parsed.
 */
export function auditTarget(value: 'file' | URL): AuditTarget {
  if (value === 'file') return { kind: 'file' };
  if (value.protocol === 'syslog+unix:') {
    return { kind: 'syslog', transport: 'unix', path: decodeURIComponent(value.pathname) || '/dev/log' };
  }
  const transport = value.protocol === 'syslog+tcp:' ? 'tcp' : 'udp';
  const host = value.hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1';
  return { kind: 'syslog', transport, host, port: Number(value.port) || (transport === 'tcp' ? 601 : 514) };
}
