import type { IncomingMessage, ServerResponse } from 'node:http';
import type httpProxy from 'http-proxy';

type Proxy = ReturnType<typeof httpProxy.createProxyServer<typeof IncomingMessage, typeof ServerResponse, Error>>;

/**
 * Makes a proxy when it is first asked for: most workers never hand anything over, and its code takes 4 MiB.
 *
 * @returns Gives the proxy, always the same.
 */
export function lazyProxy(): () => Promise<Proxy> {
  let made: Promise<Proxy> | undefined;
  return () => {
    made ??= import('http-proxy').then(({ default: library }) => {
      const proxy = library.createProxyServer({});
      // Tells of clients that have vanished. Without a listener the library throws, and the worker would end.
      proxy.on('error', () => {});
      return proxy;
    });
    return made;
  };
}
