import { Router } from 'express';
import type { Context } from '../context.ts';

/**
 * Tells clients where everything is (accounts.md §1.1, §1.5, §1.6): bases without `/v1` and without a trailing slash, since
 * clients append.
 */
export function discoveryRouter({ config }: Pick<Context, 'config'>): Router {
  const router = Router();
  if (config.publicUrl === null) return router;
  const origin = config.publicUrl;
  if (config.accounts.mode === 'external') return elsewhere(origin);
  router.get('/.well-known/fxa-client-configuration', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').json({
      auth_server_base_url: origin,
      oauth_server_base_url: origin,
      profile_server_base_url: `${origin}/profile`,
      sync_tokenserver_base_url: `${origin}/token`,
      pairing_server_base_uri: origin.replace(/^http/, 'ws'),
    });
  });
  router.get('/.well-known/openid-configuration', (_request, response) => {
    response.set('Cache-Control', 'public, max-age=3600').json({
      issuer: origin,
      authorization_endpoint: `${origin}/authorization`,
      token_endpoint: `${origin}/v1/oauth/token`,
      introspection_endpoint: `${origin}/v1/introspect`,
      revocation_endpoint: `${origin}/v1/destroy`,
      jwks_uri: `${origin}/v1/jwks`,
      userinfo_endpoint: `${origin}/profile/v1/profile`,
      verify_endpoint: `${origin}/v1/verify`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      scopes_supported: ['openid', 'profile', 'email'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      claims_supported: ['aud', 'exp', 'iat', 'iss', 'sub', 'email'],
    });
  });
  return router;
}

// Firefox takes this document's host for the one that has the sign-in pages too, so there is nothing useful to answer.
function elsewhere(origin: string): Router {
  const router = Router();
  router.get('/.well-known/fxa-client-configuration', (_request, response) => {
    const message =
      'This server stores Sync data but keeps no accounts. Leave identity.fxaccounts.autoconfig.uri empty, and set ' +
      `identity.sync.tokenserver.uri to ${origin}/token/1.0/sync/1.5 instead.`;
    response.status(404).json({ code: 404, message });
  });
  return router;
}
