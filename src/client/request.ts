import { accountToken } from '../crypto/client/account-token.ts';
import type { TokenKind } from '../crypto/token-derivation.ts';
import { ApiError, UnreachableError } from './api-error.ts';

/** A token to authenticate with: 64 hex characters, and its kind. */
export interface Credential {
  kind: TokenKind;
  token: string;
}

/**
 * Calls a Foxden.
 *
 * @param method - GET, POST or DELETE.
 * @param path - Such as `/v1/account/login`; outside of a page with the server's address before it.
 * @param options - `body`: sent as JSON. `credential`: sent as typed Bearer (accounts.md §3.3). `authorization`: the header
 *   itself, where another scheme is wanted.
 *   `keepalive`: goes out although the page ends. `headers`: more of them. `signal`: gives up.
 * @returns The parsed JSON; undefined for an empty answer.
 * @throws {ApiError} For any answer that isn't 2xx.
 * @throws {UnreachableError} When there is no answer.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: {
    body?: object;
    credential?: Credential;
    authorization?: string;
    keepalive?: boolean;
    signal?: AbortSignal;
    headers?: Record<string, string>;
  } = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers };
  if (options.body) headers['Content-Type'] = 'application/json';
  if (options.authorization) headers.Authorization = options.authorization;
  if (options.credential) {
    const { token, kind } = options.credential;
    headers.Authorization = (await accountToken(token, kind)).authorization;
  }
  const response = await fetch(path, {
    method,
    headers,
    body: options.body && JSON.stringify(options.body),
    credentials: 'omit',
    cache: 'no-store',
    // What opens an account goes to the address that was named, and nowhere else.
    redirect: 'manual',
    keepalive: options.keepalive,
    signal: options.signal,
  }).catch((error) => {
    throw new UnreachableError(error);
  });
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
    throw new ApiError(response.status, { retryAfter, ...body });
  }
  return body as T;
}

/** See {@link request}. */
export type Request = typeof request;
