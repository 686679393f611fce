import type { Request } from 'express';

/**
 * The pattern of the route that took a request, such as `/1.5/:uid/storage/:collection`; `none` when no route did. Logs tell
 * this and not the path: paths may carry tokens, names and keys, and a mistyped one anything at all.
 */
export function routeOf(request: Request): string {
  const path = (request.route as { path?: unknown } | undefined)?.path;
  if (path === undefined) return 'none';
  const pattern = Array.isArray(path) ? path[0] : path;
  return request.baseUrl + (pattern instanceof RegExp ? readable(request, pattern) : String(pattern));
}

/**
 * What a route that is a regular expression has taken, with its parameters by name. What is neither a parameter nor text of the
 * expression is not told: it may be a name that is encoded in a way of its own.
 */
function readable({ path, params }: Request, pattern: RegExp): string {
  const text = pattern.source.replaceAll('\\', '');
  // Express forgets the parameters once the request has left the router, as one does that is broken off.
  const names = Object.entries(params ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const whole = names.find(([, value]) => String(value).includes('/'));
  if (whole) return `/:${whole[0]}`;
  const nameOf = (part: string) =>
    names.find(([, value]) => encodeURIComponent(String(value)) === part || value === part);
  const parts = path.split(/\/+/).map((part) => {
    const found = part === '' ? undefined : nameOf(part);
    if (found) return `:${found[0]}`;
    return text.includes(part) ? part : ':other';
  });
  return parts.join('/').replace(/(?<=.)\/$/, '');
}

/** The same with numbers filled in, so that one sees whose storage it was: `/1.5/42/storage/:collection`. */
export function routeWithNumbers(request: Request): string {
  const route = routeOf(request).split('/');
  const path = (request.baseUrl + request.path).split('/');
  return route.map((part, i) => (part.startsWith(':') && /^\d{1,15}$/.test(path[i] ?? '') ? path[i] : part)).join('/');
}
