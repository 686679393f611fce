/**
 * Returns true when a host name or address can only be reached from this machine.
 *
 * @param host - Host name or IP address, without a port; IPv6 with or without brackets.
 * @returns True for localhost, *.localhost, 127.0.0.0/8 and ::1.
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}
