import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { authenticateAdministrator } from './authorize.ts';
import type { DashboardContext } from './context.ts';

const namePattern = /^[\w-][\w.-]*\.foxden$/;

/** `POST /admin/api/backups/:name/download`: the archive itself, encrypted as it lies there. */
export async function downloadBackup(ctx: DashboardContext, request: Request, response: Response): Promise<void> {
  const { uid } = await authenticateAdministrator(ctx, request, 'act');
  const name = String(request.params.name);
  const file = join(ctx.config.backup.dir, name);
  const facts = namePattern.test(name) ? await stat(file).catch(() => undefined) : undefined;
  if (!facts?.isFile()) throw AccountError.notFound();
  audit(request, 'AdminAction', { action: 'backup download', spriv: uid });
  response.attachment(name).type('application/octet-stream').set('Content-Length', String(facts.size));
  // Who goes away in the middle is nobody's mistake here.
  await pipeline(createReadStream(file), response).catch(() => response.destroy());
}
