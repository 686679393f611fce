/** The certificate authority to ask, and the one to practise with. Both are ACME directory URLs (RFC 8555 section 7.1.1). */
export interface AcmeDirectories {
  production: string;
  /** Orders go here until one has succeeded, so that a wrong set-up doesn't use up the real one's limits; null: none. */
  staging: string | null;
  /** True when browsers accept the production authority by themselves. */
  publiclyTrusted: boolean;
}

const letsEncrypt: AcmeDirectories = {
  production: 'https://acme-v02.api.letsencrypt.org/directory',
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  publiclyTrusted: true,
};

/**
 * Chooses the authority.
 *
 * @param directory - FOXDEN_ACME_DIRECTORY, or null for Let's Encrypt.
 */
export function acmeDirectories(directory: string | null): AcmeDirectories {
  return directory === null ? letsEncrypt : { production: directory, staging: null, publiclyTrusted: false };
}
