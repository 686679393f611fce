import http from 'node:http';

/**
 * Lets this process's outgoing requests (`fetch`, `http`, `https`) go through the proxy that HTTPS_PROXY, HTTP_PROXY and
 * NO_PROXY name, in upper or lower case, as other programs do. Without them nothing changes.
 *
 * @param env - Environment variables, as `process.env`.
 * @returns A function that undoes it.
 */
export function useOutgoingProxy(env: NodeJS.ProcessEnv): () => void {
  return http.setGlobalProxyFromEnv(env);
}
