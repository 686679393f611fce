import { createServer, type Server } from 'node:http';
import express, { type RequestHandler } from 'express';
import type { Context } from '../../context.ts';
import { requestContext } from '../../http/request-context.ts';
import { basePathOf, signedTarget, toLocalTarget } from '../../http/request-target.ts';
import { healthRouter } from '../health.ts';
import { lastError } from '../last-error.ts';
import { outlastErrors } from '../outlast-errors.ts';
import { acmeChallengeRouter } from './acme-challenge.ts';
import { lanAuthorityRouter } from './lan-authority.ts';

/**
 * Makes the plain HTTP server beside a secure one: health, the certificate authority's challenge, the page of a network's
 * own authority, and the way to https for everything that is only looked at.
 */
export function createPlainServer(ctx: Pick<Context, 'config' | 'log' | 'db'>): Server {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestContext(ctx.log));
  app.use(healthRouter(ctx));
  app.use(acmeChallengeRouter(ctx));
  app.use(lanAuthorityRouter(ctx));
  app.use(sendToHttps(ctx.config.publicUrl));
  app.use(lastError);
  const basePath = basePathOf(ctx.config.publicUrl);
  const server = createServer((request, response) => {
    toLocalTarget(request, basePath);
    app(request, response);
  });
  outlastErrors(server, ctx.log);
  return server;
}

// A client that sends a password without TLS must notice, so nothing but reading is redirected.
function sendToHttps(publicUrl: string | null): RequestHandler {
  return (request, response) => {
    if (publicUrl === null) {
      response
        .status(503)
        .set('Retry-After', '1800')
        .type('text/plain')
        .send('Set FOXDEN_PUBLIC_URL to the https address of this server.\n');
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      response.redirect(301, new URL(publicUrl).origin + signedTarget(request));
    } else {
      response.status(403).type('text/plain').send('This server is used over https only.\n');
    }
  };
}
