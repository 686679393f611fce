import type { TlsProblem } from '../../../control/tls-status.ts';
import type { Saying } from '../../../failures/saying.ts';

/** What an ACME authority said when it refused, or nothing when it could not be reached. */
export interface AcmeRefusal {
  /** Problem type without its `urn:ietf:params:acme:error:` (RFC 8555 section 6.7). */
  type: string;
  detail: string;
  /** How long the authority asks to wait, in ms. */
  retryAfter?: number;
}

/** An order that did not end with a certificate. */
export class AcmeFailure extends Error {
  readonly refusal: AcmeRefusal;

  constructor(refusal: AcmeRefusal, cause?: unknown) {
    super(refusal.detail, { cause });
    this.name = 'AcmeFailure';
    this.refusal = refusal;
  }
}

/** Type of a failure that is not the authority's answer: it did not answer, or not as RFC 8555 says. */
export const unreachable = 'unreachable';

/** Puts a refusal into words for the owner of the host. */
export function explainRefusal({ type, detail }: AcmeRefusal, host: string): TlsProblem {
  const reason = own(reasons, type) ?? 'The certificate authority refused the order';
  const known = type === 'incorrectResponse' ? 'unauthorized' : Object.hasOwn(reasons, type) ? type : 'other';
  const saying = { id: `acme ${known}`, facts: { host, detail } } as Saying;
  return { reason: `${reason}: ${detail}`, fix: (own(fixes, type) ?? fixes.other!)(host), saying };
}

// The type is the authority's word.
const own = <T>(table: Record<string, T>, type: string) => (Object.hasOwn(table, type) ? table[type] : undefined);

const reasons: Record<string, string> = {
  connection: 'The certificate authority could not open port 80 of this host',
  dns: 'The certificate authority could not find the address of this host',
  unauthorized: 'Somebody else answered the certificate authority at this address',
  incorrectResponse: 'Somebody else answered the certificate authority at this address',
  caa: 'A CAA record of the domain forbids this certificate authority',
  rateLimited: 'The certificate authority has issued or refused too much for this name lately',
  rejectedIdentifier: 'The certificate authority does not issue certificates for this name',
  invalidContact: 'The certificate authority does not accept the mail address',
  [unreachable]: 'The certificate authority could not be reached',
};

const fixes: Record<string, (host: string) => string> = {
  connection: (host) =>
    `Forward port 80 of your router and firewall to this machine, and check that the A (or AAAA) record of ${host} has the public address of your network; Foxden tries again by itself.`,
  dns: (host) => `Make an A (or AAAA) record for ${host} that has the public address of your network.`,
  unauthorized: (host) =>
    `Check that the A and AAAA records of ${host} name this machine (often an old AAAA record is left) and that no other web server has port 80.`,
  caa: (host) => `Allow the authority in the CAA records of ${host} or its domain, or remove them.`,
  rateLimited: () => 'Nothing needs to be done: Foxden waits as long as the authority asks and tries again by itself.',
  rejectedIdentifier: () => 'Use a name of a public domain, or FOXDEN_TLS=lan for a name of your own network.',
  invalidContact: () => 'Correct or remove FOXDEN_ACME_EMAIL.',
  [unreachable]: () =>
    'Check that this machine reaches the Internet and that its clock is right; Foxden tries again by itself.',
  other: () => 'Foxden tries again by itself. If this stays, look the message up at the certificate authority.',
};
fixes.incorrectResponse = fixes.unauthorized!;
