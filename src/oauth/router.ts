import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { AccountError, accountErrorMapper } from '../http/errors/account-error.ts';
import { oauthErrorMapper } from '../http/errors/oauth-error.ts';
import { aliasErrors } from './alias-errors.ts';
import type { OAuthContext } from './context.ts';
import { createAccessTokenOpener } from './open-access-token.ts';
import { authorization } from './routes/authorization.ts';
import { authorizationPage } from './routes/authorization-page.ts';
import { client } from './routes/client.ts';
import { destroy } from './routes/destroy.ts';
import { destroyAny } from './routes/destroy-any.ts';
import { idTokenVerify } from './routes/id-token-verify.ts';
import { introspect } from './routes/introspect.ts';
import { jwks } from './routes/jwks.ts';
import { token } from './routes/token.ts';
import { verify } from './routes/verify.ts';
import { createOAuthServer } from './server.ts';

/**
 * The OAuth server (accounts.md §5). Routes under `/v1/oauth` tell errors by the account table, the older ones beside them by
 * a table of their own (accounts.md §3.7). Without a public URL there is none, since every token names it.
 */
export function oauthRouter(ctx: OAuthContext): Router {
  const router = Router();
  if (ctx.config.publicUrl === null) return router;
  const server = createOAuthServer(ctx, ctx.config.publicUrl);
  const openAccessToken = createAccessTokenOpener(ctx, server.jwt);
  const headers = accountHeaders(ctx.now);

  const oauth = Router();
  oauth.use(headers);
  oauth.post('/authorization', authorization(server));
  oauth.post('/token', token(server, { withoutCode: 'fxa-credentials' }));
  oauth.post('/destroy', destroy(server));
  oauth.post('/introspect', introspect(server, openAccessToken));
  oauth.post('/verify', verify(openAccessToken));
  oauth.get('/client/:id', client(server));
  oauth.get('/jwks', jwks(server));
  oauth.post('/id-token-verify', idTokenVerify(server));
  oauth.use(() => {
    throw AccountError.notFound();
  });
  oauth.use(accountErrorMapper);
  router.use('/v1/oauth', oauth);

  const aliases = Router();
  aliases.get('/authorization', headers, authorizationPage(server));
  aliases.post('/authorization', headers, authorization(server));
  aliases.post('/token', headers, token(server, { withoutCode: 'authorization_code' }));
  aliases.post('/destroy', headers, destroyAny(server));
  aliases.post('/introspect', headers, introspect(server, openAccessToken));
  aliases.post('/verify', headers, verify(openAccessToken));
  aliases.get('/client/:id', headers, client(server));
  aliases.get('/jwks', headers, jwks(server));
  aliases.use(aliasErrors, oauthErrorMapper);
  router.use('/v1', aliases);
  return router;
}
