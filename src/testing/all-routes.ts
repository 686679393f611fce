import type { Express, Router as RouterType } from 'express';

/** One route of an Express app. */
export interface ListedRoute {
  /** Such as `POST`. */
  method: string;
  /** Full pattern, such as `/1.5/:uid/storage/:collection`; a regular expression as its source. */
  path: string;
}

interface Layer {
  route?: { path: unknown; stack: { method?: string }[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  slash: boolean;
  matchers: ((path: string) => { path: string } | false)[];
}

/**
 * Lists every route of an app, also those of routers that are mounted in it.
 *
 * @param prefixes - Paths where routers are mounted. Express keeps no more than a matcher of each, so that they are found by
 *   trying.
 */
export function allRoutes(app: Express, prefixes: string[]): ListedRoute[] {
  const found: ListedRoute[] = [];
  const walk = (layers: Layer[], base: string) => {
    for (const layer of layers) {
      if (layer.route) {
        const paths = [layer.route.path].flat(Number.POSITIVE_INFINITY);
        const methods = Object.keys(layer.route.methods).map((method) => (method === '_all' ? 'PATCH' : method));
        for (const path of paths) {
          const text = path instanceof RegExp ? path.source : String(path);
          for (const method of methods) found.push({ method: method.toUpperCase(), path: base + text });
        }
      } else if (layer.handle.stack) {
        const mounts = layer.slash
          ? ['']
          : prefixes.filter((prefix) =>
              layer.matchers.some((match) => (match(prefix) || { path: '' }).path === prefix),
            );
        if (mounts.length === 0) throw new Error('a router is mounted at a prefix that was not told');
        for (const mount of mounts) walk(layer.handle.stack, base + mount);
      }
    }
  };
  walk((app as unknown as { router: RouterType & { stack: Layer[] } }).router.stack as Layer[], '');
  return found;
}
