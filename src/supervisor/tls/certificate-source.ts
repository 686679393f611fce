import type { TlsStatus } from '../../control/tls-status.ts';

/** One of the four ways to a certificate. */
export interface CertificateSource {
  /**
   * Does what is due now, and returns how things are. Called about once a minute; failures are part of the status and
   * are never thrown.
   *
   * @param now - The owner wants a fresh certificate now, also where none is due.
   */
  check(now?: boolean): Promise<TlsStatus>;
}
