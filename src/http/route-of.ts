import type { Request } from 'express';

/**
 * The pattern of the route that took a request, such as `/1.5/:uid/storage/:collection`; `none` when no route did. Logs tell
 * this and not the path: paths may carry tokens, names and keys, and a mistyped one anything at all.
 */
export function routeOf(request: Request): string {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  if (path === undefined) return 'none';
  return request.baseUrl + String(Array.isArray(path) ? path[0] : path);
}

/** The same with numbers filled in, so that one sees whose storage it was: `/1.5/42/storage/:collection`. */
export function routeWithNumbers(request: Request): string {
  const route = routeOf(request).split('/');
  const path = (request.baseUrl + request.path).split('/');
  return route.map((part, i) => (part.startsWith(':') && /^\d{1,15}$/.test(path[i] ?? '') ? path[i] : part)).join('/');
}
