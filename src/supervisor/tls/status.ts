import type { CertificateFacts } from './certificate.ts';

/** Why there is no fresh certificate, in words for the owner. */
export interface TlsProblem {
  /** What happened. */
  reason: string;
  /** What to do about it. */
  fix: string;
}

/** State of the certificate, for `foxden status`, `foxden doctor` and the dashboard. */
export interface TlsStatus {
  mode: 'acme' | 'proxy' | 'lan' | 'files';
  /**
   * ok: the certificate fits. waiting: nothing is wrong, but something is still to come (a public URL, a first order).
   * failing: `problem` says why. off: something in front of Foxden has the certificate.
   */
  state: 'ok' | 'waiting' | 'failing' | 'off';
  /** The certificate that is served now; absent in mode proxy. */
  certificate?: CertificateFacts;
  problem?: TlsProblem;
  /** When Foxden will try or renew next, in ms. */
  nextAt?: number;
}

/** One of the four ways to a certificate. */
export interface CertificateSource {
  /**
   * Does what is due now, and returns how things are. Called about once a minute; failures are part of the status and
   * are never thrown.
   */
  check(): Promise<TlsStatus>;
}
