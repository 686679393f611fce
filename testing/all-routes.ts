import type { Express, Router as RouterType } from 'express';
import { storageMounts, storagePatterns } from '../src/storage/router.ts';

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

// Where routers are mounted. Express keeps no more than a matcher of each, so that they are found by trying.
const prefixes = [
  ...['/v1', '/v1/oauth', '/profile/v1', '/assets'],
  ...['/1.1', '/1.0', '/1', '/user', '/misc', '/media'],
  ...['/weave-password-reset', '/weave-delete-account', '/weave-account', '/weave-connect'],
  '/admin/api',
];

/**
 * Lists every route of Foxden: sync storage's, and the app's with those of routers that are mounted in it.
 *
 * @throws {Error} When a router is mounted at a path that is not known here.
 */
export function allRoutes(app: Express): ListedRoute[] {
  // Sync storage answers before Express is asked, whatever the method.
  const found: ListedRoute[] = storageMounts.flatMap((mount) =>
    storagePatterns.map((pattern) => ({ method: 'PATCH', path: mount + pattern })),
  );
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
        if (mounts.length === 0) throw new Error('a router is mounted at a path that is missing in all-routes.ts');
        for (const mount of mounts) walk(layer.handle.stack, base + mount);
      }
    }
  };
  walk((app as unknown as { router: RouterType & { stack: Layer[] } }).router.stack as Layer[], '');
  return found;
}
