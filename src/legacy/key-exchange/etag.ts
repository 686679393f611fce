import { createHash } from 'node:crypto';

/** The tag of a message, as it stands in the header: equal messages have equal tags (sync11.md §3.2). */
export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

/**
 * True when a list of tags, as in If-Match or If-None-Match, has this one. Clients send back what they got, and what a
 * proxy has made of it: without quotes, or weak.
 */
export function hasTag(header: string, etag: string): boolean {
  return header.split(',').some((each) => bare(each) === bare(etag));
}

const bare = (tag: string) =>
  tag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');
