import { createHash } from 'node:crypto';

/** Makes the strong ETag of a document. */
export function etagOf(document: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  return `"${digest.slice(0, 22)}"`;
}

/**
 * Tells whether a client has this version already (RFC 9110 §13.1.2). The Rust client wraps the ETag that it was given,
 * quotes and all, in another pair of quotes and escapes the inner ones (accounts.md §8), so quotes and backslashes don't count.
 *
 * @param header - `If-None-Match`, if there is one.
 */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '').replace(/["\\]/g, '');
  return header.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag));
}
