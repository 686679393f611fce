import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { AccountError, accountErrorMapper } from '../http/errors/account-error.ts';
import { accountRoutes } from './account/routes.ts';
import type { AccountsContext } from './context.ts';
import { deviceRoutes } from './device/routes.ts';
import { answer, type EndpointTable } from './endpoint.ts';
import { passwordRoutes } from './password/routes.ts';
import { recoveryEmailRoutes } from './recovery-email/routes.ts';
import { recoveryKeyRoutes } from './recovery-key/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { totpRoutes } from './totp/routes.ts';

const nouns: EndpointTable[] = [
  accountRoutes,
  deviceRoutes,
  passwordRoutes,
  recoveryEmailRoutes,
  recoveryKeyRoutes,
  sessionRoutes,
  totpRoutes,
];

/**
 * The account server's routes below `/v1`, with a JSON answer for every path there that no service has (accounts.md §3.1): so
 * it is mounted after the OAuth server, which shares the prefix. Without a public URL nothing answers.
 */
export function accountsRouter(ctx: AccountsContext): Router {
  if (ctx.config.publicUrl === null) return Router();
  const v1 = Router();
  v1.use(accountHeaders(ctx.now));
  for (const [route, endpoint] of nouns.flatMap((table) => Object.entries(table))) {
    const [method, path] = route.split(' ') as [string, string];
    v1.route(path)[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](answer(ctx, endpoint));
  }
  v1.post('/certificate/sign', () => {
    throw AccountError.gone();
  });
  v1.use(() => {
    throw AccountError.notFound();
  });
  v1.use(accountErrorMapper);
  return Router().use('/v1', v1);
}
