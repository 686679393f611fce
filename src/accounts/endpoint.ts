import type { Request, RequestHandler } from 'express';
import type { SessionCredential } from '../identity/credential.ts';
import type { AccountsContext } from './context.ts';

/**
 * One endpoint of the account API: authentication, parsing, limits and work, seen together in one file.
 *
 * @returns The body of a 200 answer. It must have no property `error`: Firefox would take the answer for a failure (accounts.md
 *   §3.7).
 */
export type Endpoint = (ctx: AccountsContext, request: Request) => Promise<object>;

/** The endpoints of a noun by method and path below `/v1`, e.g. `GET /account/devices`. */
export type EndpointTable = Record<`${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`, Endpoint>;

/** How a route that several kinds of proof open finds out whose session it is. */
export type Authenticate = (ctx: AccountsContext, request: Request) => Promise<SessionCredential>;

/** Makes an endpoint a handler of Express. */
export function answer(ctx: AccountsContext, endpoint: Endpoint): RequestHandler {
  return async (request, response) => {
    response.json(await endpoint(ctx, request));
  };
}

/** Returns true when a query flag such as `?keys=true` is set. */
export const isSet = (request: Request, name: string): boolean => request.query[name] === 'true';
