/** What the token server learns from an access token (sync15.md §17.1). */
export interface VerifiedAccessToken {
  /** Account uid, 32 lowercase hex characters. */
  uid: string;
  /** Every scope of the token. */
  scope: string[];
  /** When the account's password was last set, ms; null when the issuer doesn't say. */
  generation: bigint | null;
  /** OAuth client that the token was issued to; null when the issuer doesn't say. */
  clientId: string | null;
  /**
   * SHA-256 of the token's `jti`, hex: the key of its row in `access_tokens`. Only our own tokens have one; the caller must
   * look the row up, since a token without it has been revoked.
   */
  jtiHash?: string;
}

/** Tells whose access token it is; the same for our own accounts and for Mozilla's. */
export interface AccessTokenVerifier {
  /**
   * @param token - The token as it stood in the Authorization header.
   * @throws {BadTokenError} When the token is not, or no longer, good.
   * @throws {VerifierUnreachableError} When that can't be found out at the moment.
   */
  verify(token: string): Promise<VerifiedAccessToken>;
}

/** The access token is forged, expired or otherwise not good: the client should get another one. */
export class BadTokenError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`Bad access token: ${reason}`, options);
    this.name = 'BadTokenError';
  }
}

/** Whoever could tell about the access token doesn't answer. Says nothing about the token. */
export class VerifierUnreachableError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`Access tokens can't be verified: ${reason}`, options);
    this.name = 'VerifierUnreachableError';
  }
}
