import type { Saying } from '../failures/saying.ts';

/** What there is to know about a certificate. Times in ms. */
export interface CertificateFacts {
  /** Host names and addresses that it is good for. */
  names: string[];
  /** Organisation and name of who has issued it. */
  issuer: string;
  notBefore: number;
  notAfter: number;
  /** SHA-256 of the certificate, hexadecimal with colons. */
  fingerprint: string;
  selfSigned: boolean;
}

/** Why there is no fresh certificate, in words for the owner. */
export interface TlsProblem {
  /** What happened. */
  reason: string;
  /** What to do about it. */
  fix: string;
  /** Both for those who say it in another language; absent where an older version has written it down. */
  saying?: Saying;
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
  /** Fingerprint of the network's own authority (mode lan), to compare before trusting it. */
  authority?: string;
  /** When Foxden will try or renew next, in ms. */
  nextAt?: number;
}

/** Something that has happened to the certificate. Times in ms. */
export interface CertificateEvent {
  at: number;
  says: string;
  /** When that certificate ends. */
  until?: number;
  fingerprint?: string;
  /** Whom it is good for, and who has issued it; absent of what did not bring one, or was written down by an older version. */
  names?: string[];
  issuer?: string;
  /** What went wrong, for those who say it in another language. */
  saying?: Saying | undefined;
}
