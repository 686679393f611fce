import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import type { Config } from '../config/config.ts';
import { basePathOf } from '../http/request-target.ts';
import { type PageConfig, pageConfigName } from '../web/page-config.ts';
import { pagePaths } from '../web/page-paths.ts';
import { builtPages } from './page-style.ts';

/**
 * Serves the browser pages: one HTML file for every page path (accounts.md §2.2), its assets, and an answer for Firefox's
 * metrics request. Mount it last: any other GET of a browser ends at the page that says so.
 *
 * @param ctx - The part of the context that pages depend on.
 * @param directory - Where the build put them.
 */
export function pagesRouter({ config }: { config: Config }, directory = builtPages): Router {
  const router = Router();
  const page = sendPage(config, directory);
  const assets = express.static(join(directory, 'assets'), {
    immutable: true,
    maxAge: '1y',
    index: false,
    // It works for a page beside its folder.
    setHeaders: (response, path) => {
      if (basename(path).startsWith('share-worker-')) {
        response.setHeader('Service-Worker-Allowed', `${basePathOf(config.publicUrl)}/send`);
      }
    },
  });
  router.use('/assets', headers(config), assets);
  // Firefox asks in the background for telemetry that this server doesn't collect (accounts.md §2.2).
  router.get('/metrics-flow', (_request, response) => {
    response.status(404).json({});
  });
  router.get(pagePaths, headers(config), page);
  router.get('{*path}', headers(config), (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.status(404);
    page(request, response, next);
  });
  return router;
}

/** Headers of accounts.md §10.6. The pages hold passwords and keys, so nothing runs in them that isn't theirs. */
function headers({ publicUrl, captcha }: Config): RequestHandler {
  const foreign = captcha.kind === 'siteverify' ? captcha.sources : [];
  const pairing = publicUrl ? [socketSource(new URL(publicUrl))] : [];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ...foreign],
        'style-src': ["'self'", ...foreign],
        'img-src': ["'self'", 'data:', 'blob:'],
        'manifest-src': ["'self'"],
        'connect-src': ["'self'", ...pairing, ...foreign],
        ...(foreign.length > 0 ? { 'frame-src': foreign } : {}),
        'form-action': ["'none'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Whether https is the only way to reach this name is for its owner to say, not for the pages.
    strictTransportSecurity: false,
    // The tabs in which Firefox opens the sign-in are moved to another process by it, and go on speaking with Firefox.
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
}

// A source of a Content Security Policy can’t be an IPv6 address, so there any host must do.
function socketSource({ origin, hostname, protocol }: URL): string {
  const scheme = protocol === 'https:' ? 'wss:' : 'ws:';
  return hostname.startsWith('[') ? scheme : origin.replace(/^http/, 'ws');
}

function sendPage(config: Config, directory: string): RequestHandler {
  const html = readPage(config, directory);
  return (_request, response) => {
    response.set('Cache-Control', 'no-store').type('html');
    if (html === null) response.status(503).set('Retry-After', '60').send(notBuilt);
    else response.send(html);
  };
}

function publicCaptcha(captcha: Config['captcha']): PageConfig['captcha'] {
  return captcha.kind === 'siteverify'
    ? { kind: captcha.kind, siteKey: captcha.siteKey, scriptUrl: captcha.scriptUrl }
    : captcha;
}

function readPage(config: Config, directory: string): string | null {
  const pageConfig: PageConfig = {
    publicUrl: config.publicUrl,
    accounts: config.accounts.mode,
    signups: config.signups,
    ownAuthority: config.tls.mode === 'lan',
    legacy: config.legacy,
    mail: config.mail !== null,
    captcha: publicCaptcha(config.captcha),
  };
  try {
    const html = readFileSync(join(directory, 'index.html'), 'utf8');
    const json = JSON.stringify(pageConfig).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const placed = html.replaceAll('="./assets/', `="${basePathOf(config.publicUrl)}/assets/`);
    return placed.replace(`name="${pageConfigName}" content=""`, () => `name="${pageConfigName}" content="${json}"`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Foxden</title>
<h1>The pages are not built yet</h1>
<p>Foxden runs, but its browser pages are missing. Stop it and start it with <code>npm start</code>, which builds them.</p></html>`;
