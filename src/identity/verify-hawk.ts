import type { Request } from 'express';
import { equalText, type HawkAttributes, hawkPayloadHash, verifyHawkMac } from '../crypto/hawk.ts';
import { someHawkRequest } from '../http/auth/hawk-origins.ts';
import { AccountError } from '../http/errors/account-error.ts';
import { accountBodyLimit, rawBody } from '../http/read-body.ts';

/**
 * Checks that a request to the account API was signed with a token's key (accounts.md §3.2): the MAC against every host and
 * port that the client may have seen, the payload hash when there is one. Time stamps aren't limited: browsers whose clock is
 * wrong would be locked out, and a replay over TLS gives nobody anything.
 *
 * @param key - The token's `reqHMACkey`, 64 hex characters.
 * @param publicUrl - Origin from the configuration, or null.
 * @throws {AccountError} 401/109 when MAC or hash don't fit.
 */
export async function verifyHawkRequest(
  request: Request,
  attributes: HawkAttributes,
  key: string,
  publicUrl: string | null,
): Promise<void> {
  const bytes = Buffer.from(key, 'hex');
  const signed = someHawkRequest(request, publicUrl, (candidate) => verifyHawkMac(bytes, attributes, candidate));
  if (!signed) throw AccountError.invalidSignature();
  if (attributes.hash === undefined) return;
  const body = await rawBody(request, accountBodyLimit);
  const hash = hawkPayloadHash(request.headers['content-type'] ?? '', body);
  if (!equalText(hash, attributes.hash)) throw AccountError.invalidSignature();
}
