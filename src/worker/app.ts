import express, { type Express } from 'express';
import { accountsRouter } from '../accounts/router.ts';
import { dashboardRouter } from '../admin/dashboard/router.ts';
import { signupRouter } from '../admin/signup-router.ts';
import { trustedProxies } from '../config/trusted-proxies.ts';
import type { Context } from '../context.ts';
import { keyExchangeRouter } from '../legacy/key-exchange/hand-over.ts';
import { legacyRouter } from '../legacy/router.ts';
import { oauthRouter } from '../oauth/router.ts';
import { socketPath } from '../pairing/hub-socket.ts';
import { profileRouter } from '../profile/router.ts';
import { cors } from '../storage/cors.ts';
import { tokenRouter } from '../token/router.ts';
import { dashboardContext } from './dashboard-context.ts';
import { discoveryRouter } from './discovery.ts';
import { healthRouter } from './health.ts';
import { lastError } from './last-error.ts';
import { metricsRouter } from './metrics/router.ts';
import { pagesRouter } from './pages.ts';
import { acmeChallengeRouter } from './tls/acme-challenge.ts';
import { lanAuthorityRouter } from './tls/lan-authority.ts';

/**
 * Composes all services but sync storage into one Express app. The order matters only for speed: what is asked most comes
 * first.
 *
 * @param ctx - The process's context.
 */
export function createApp(ctx: Context): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', trustedProxies(ctx.config.trustedProxies));
  app.use(['/__heartbeat__', '/__lbheartbeat__', '/__version__'], cors);
  app.use(healthRouter(ctx));
  app.use(metricsRouter(ctx));
  app.use(tokenRouter(ctx));
  app.use(discoveryRouter(ctx));
  app.use(acmeChallengeRouter(ctx));
  app.use(lanAuthorityRouter(ctx));
  if (ctx.config.accounts.mode === 'embedded') {
    app.use(signupRouter(ctx));
    if (ctx.config.publicUrl !== null) app.use(dashboardRouter(dashboardContext(ctx)));
    app.use(oauthRouter(ctx));
    app.use(profileRouter(ctx));
    app.use(accountsRouter(ctx));
  }
  app.use(legacyRouter(ctx));
  app.use(keyExchangeRouter({ config: ctx.config, hubSocket: socketPath(ctx.config.dataDir), wakeHub: ctx.wakeHub }));
  app.use(pagesRouter(ctx));
  app.use(lastError);
  return app;
}
