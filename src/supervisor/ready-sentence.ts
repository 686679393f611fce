import type { Config } from '../config/config.ts';
import type { TlsStatus } from '../control/tls-status.ts';

/**
 * Says where Foxden can be reached now, and what is still missing for browsers to get there.
 *
 * @param tls - State of the certificate.
 */
export function readySentence({ publicUrl, listen, tls: { listen: ownTls } }: Config, tls: TlsStatus): string {
  const plain = at(listen);
  if (publicUrl === null) {
    return `Foxden is ready on ${plain}, but FOXDEN_PUBLIC_URL is not set: whoever comes gets only the page that says what to do next`;
  }
  const { protocol, port } = new URL(publicUrl);
  if (protocol === 'http:') {
    const isDirect = Number(port || 80) === listen.port;
    return isDirect
      ? `Foxden is ready at ${publicUrl}`
      : `Foxden is ready on ${plain}, for what brings ${publicUrl} there`;
  }
  if (!ownTls) return `Foxden is ready on ${plain}, for the web server in front of it that serves ${publicUrl}`;
  if (tls.certificate && !tls.certificate.selfSigned) return `Foxden is ready at ${publicUrl}`;
  const why = tls.problem?.reason ?? 'it is being ordered.';
  return `Foxden is ready on ${at(ownTls)}, but there is no certificate for ${publicUrl} yet, so browsers refuse it: ${why} foxden status tells how that goes`;
}

const at = ({ host, port }: { host: string; port: number }) => `${host.includes(':') ? `[${host}]` : host}:${port}`;
