import type { RequestHandler } from 'express';

const exposed = [
  'X-Last-Modified',
  'X-Weave-Timestamp',
  'X-Weave-Records',
  'X-Weave-Next-Offset',
  'X-Weave-Quota-Remaining',
  'X-Weave-Backoff',
  'Retry-After',
].join(', ');
const allowed = [
  'Authorization',
  'Content-Type',
  'User-Agent',
  'X-Last-Modified',
  'X-If-Modified-Since',
  'X-If-Unmodified-Since',
  'X-Confirm-Delete',
  'X-Client-State',
  'X-Weave-Records',
  'X-Weave-Bytes',
  'X-Weave-Total-Records',
  'X-Weave-Total-Bytes',
].join(', ');

/**
 * Lets web pages of any origin use sync storage (sync15.md §16). That gives nothing away: requests are signed by Hawk, and
 * a browser adds no credentials of its own.
 */
export const cors: RequestHandler = (request, response, next) => {
  if (request.headers.origin === undefined) return next();
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (request.method !== 'OPTIONS') {
    response.setHeader('Access-Control-Expose-Headers', exposed);
    return next();
  }
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'DELETE, GET, POST, PUT',
    'Access-Control-Allow-Headers': allowed,
    'Access-Control-Max-Age': '1728000',
  });
  response.end();
};
