import { missingScopes, parseScope, scopeOfService } from '../http/auth/scopes.ts';
import { AccountError } from '../http/errors/account-error.ts';
import { clientRegistry, type OAuthClient } from './clients.ts';
import type { OAuthContext } from './context.ts';
import { createJwtIssuer, type JwtIssuer } from './jwt-issuer.ts';

/** What the routes and grants share: the context, the clients and the signer. */
export interface OAuthServer extends OAuthContext {
  clients: ReadonlyMap<string, OAuthClient>;
  jwt: JwtIssuer;
  /** Audience of access tokens for Sync. */
  tokenServerUrl: string;
}

/**
 * Makes the OAuth server of a process.
 *
 * @param origin - The public URL.
 */
export function createOAuthServer(ctx: OAuthContext, origin: string): OAuthServer {
  return {
    ...ctx,
    clients: clientRegistry(origin),
    jwt: createJwtIssuer(origin, ctx.jwtKeys, ctx.now),
    tokenServerUrl: `${origin}/token`,
  };
}

/**
 * Finds a client.
 *
 * @throws {AccountError} 400/162 when it isn't registered.
 */
export function knownClient(server: Pick<OAuthServer, 'clients'>, id: string): OAuthClient {
  const client = server.clients.get(id.toLowerCase());
  if (!client) throw AccountError.unknownClient();
  return client;
}

/**
 * Resolves what a request asks for: `scope`, or what its `service` stands for.
 *
 * @returns The scopes in the order asked for.
 * @throws {AccountError} 400/108 when nothing is asked for, 400/163 when the client may not have it all.
 */
export function requestedScopes(client: OAuthClient, request: { scope?: string; service?: string }): string[] {
  const text = request.scope ?? scopeOfService(request.service);
  const wanted = parseScope(text ?? '');
  if (wanted.length === 0) throw AccountError.missingParameter('scope');
  refuseMissing(client.scopes, wanted);
  return wanted;
}

/** Refuses with 400/163 what `granted` doesn't include. */
export function refuseMissing(granted: readonly string[], wanted: readonly string[]): void {
  const missing = missingScopes(granted, wanted);
  if (missing.length > 0) throw AccountError.invalidScopes(missing.join(' '));
}
