import { createHash } from 'node:crypto';

/** Makes the strong ETag of a document. */
export function etagOf(document: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  return `"${digest.slice(0, 22)}"`;
}

/**
 * True when a client has this version already. Only the exact tag counts, as desktop sends it back: Mozilla's Rust client
 * puts the tag into another pair of quotes (accounts.md §8), and on iOS takes a 304 for a redirect, so that its profile fails
 * until something in it changes.
 *
 * @param header - `If-None-Match`, if there is one.
 */
export const matchesEtag = (header: string | undefined, etag: string): boolean => header === etag;
