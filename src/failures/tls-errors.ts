import type { ErrorFacts, Explanation, Place } from './explanation.ts';
import type { Saying } from './saying.ts';
import { addressOf, unnamed } from './where.ts';

type Words = (address: string, error: ErrorFacts) => Omit<Explanation, 'saying'>;

const untrusted: Words = (address) => ({
  cause: `This machine does not trust the certificate of ${address}: it knows no authority that vouches for it.`,
  fix: "Have the server send its whole chain; install its authority on this machine, or name the authority's file in NODE_EXTRA_CA_CERTS.",
});

const words: Record<string, Words> = {
  CERT_HAS_EXPIRED: (address) => ({
    cause: `The certificate of ${address} has expired, or the clock of this machine is ahead.`,
    fix: 'Compare the clock with another one, then renew the certificate.',
  }),
  CERT_NOT_YET_VALID: (address) => ({
    cause: `The certificate of ${address} is not valid yet, or the clock of this machine is behind.`,
    fix: 'Compare the clock with another one; switch on time synchronisation (NTP).',
  }),
  ERR_TLS_CERT_ALTNAME_INVALID: (address, { message }) => ({
    cause: `The certificate of ${address} is for another name (${message}).`,
    fix: 'Use the name that it is for, or get a certificate for this one.',
  }),
  CERT_REVOKED: (address) => ({
    cause: `The certificate of ${address} was revoked.`,
    fix: 'Get a new one.',
  }),
  CERT_UNTRUSTED: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
};

const unreadable =
  /^ERR_OSSL_|^ERR_OSSL|^ERR_CRYPTO_INVALID|^ERR_SSL_(KEY_VALUES_MISMATCH|EE_KEY_TOO_SMALL|CA_MD_TOO_WEAK)/;

/** Explains what goes wrong between TLS peers, and with the files of certificates. */
export function explainTlsError(error: ErrorFacts, place: Place): Explanation | undefined {
  const { code, message = '' } = error;
  if (typeof code !== 'string') return undefined;
  const address = addressOf(error) ?? place.address ?? unnamed.peer;
  const known = words[code];
  const facts = { what: address, message };
  if (known) {
    const id = Object.keys(words).find((each) => words[each] === known);
    return { ...known(address, error), saying: { id, facts } as Saying };
  }
  if (unreadable.test(code)) {
    return {
      cause: `A certificate or a key can't be used (${message}).`,
      fix: 'Put a certificate chain and the private key that belongs to it in place, both PEM.',
      saying: { id: 'unusable certificate', facts },
    };
  }
  if (code === 'EPROTO' || code === 'HANDSHAKE_SSL_ERROR' || code.startsWith('ERR_SSL_')) {
    return {
      cause: `TLS with ${address} does not come about (${reasonOf(message)}).`,
      fix: 'See that the port is one for TLS, and that both sides know a common TLS version.',
      saying: { id: 'no TLS', facts: { what: address, message: reasonOf(message) } },
    };
  }
  return undefined;
}

/** What OpenSSL says, without its numbers and the lines of its source. */
const reasonOf = (message: string): string =>
  /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1] ?? message.trim();
