import { type Request, type Response, Router } from 'express';
import type { Context } from '../../context.ts';
import { collectMetrics } from './collect.ts';
import { mayReadMetrics } from './gate.ts';

/** `/metrics` in Prometheus' text format, for those who may read it. */
export function metricsRouter({ config, metrics }: Pick<Context, 'config' | 'metrics'>): Router {
  const router = Router();
  router.get('/metrics', async (request: Request, response: Response) => {
    response.type('text/plain; version=0.0.4; charset=utf-8').set('Cache-Control', 'no-store');
    if (mayReadMetrics(request, config.metrics)) response.send(await collectMetrics(metrics));
    else
      response.status(403).send('Not for you. FOXDEN_METRICS_TOKEN and FOXDEN_METRICS_ALLOW say who may read this.\n');
  });
  return router;
}
