import { type Request, type Response, Router } from 'express';
import { sql } from 'kysely';
import { version } from '../config/version.ts';
import type { Context } from '../context.ts';
import { failureFields } from '../failures/failure-fields.ts';

/** The three Dockerflow routes (sync15.md §16). Only `__heartbeat__` asks the database. */
export function healthRouter(ctx: Pick<Context, 'db' | 'log'>): Router {
  const router = Router();
  router.get('/__lbheartbeat__', (_request: Request, response: Response) => {
    response.json({});
  });
  router.get('/__version__', (_request: Request, response: Response) => {
    response.json({ source: 'foxden', version, commit: '', build: '' });
  });
  router.get('/__heartbeat__', async (_request: Request, response: Response) => {
    try {
      await sql`SELECT 1`.execute(ctx.db.query);
      response.json({ status: 'Ok', version, database: 'Ok' });
    } catch (error) {
      ctx.log.error('the database does not answer', failureFields(error));
      response.status(503).set('Retry-After', '10').json({ status: 'Err', version, database: 'Unreachable' });
    }
  });
  return router;
}
