import type { SessionCredential } from '../../identity/credential.ts';

/** A request to the token route, for any grant. */
export interface GrantRequest {
  body: Record<string, unknown>;
  /** Whose session signed the request, if any did. */
  session: SessionCredential | undefined;
  userAgent: string;
}
