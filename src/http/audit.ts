import type { Request } from 'express';
import type { AuditEvent } from '../log/audit/events.ts';
import { noteEvent, requestLog } from './request-context.ts';
import { routeWithNumbers } from './route-of.ts';

/**
 * Notes a security event in the audit log and, for its owner, in the account's history: who (by uid, never by mail address),
 * from where, with what program.
 *
 * @param facts - More about the event; no secrets, no mail addresses.
 */
export function audit(request: Request, event: AuditEvent, facts: { uid?: string; [name: string]: unknown }): void {
  const program = request.headers['user-agent'] ?? '';
  noteEvent(request, { event, uid: facts.uid, address: request.ip ?? '', program });
  requestLog(request).to('audit', event, {
    ...facts,
    address: request.ip,
    userAgent: program,
    method: request.method,
    path: routeWithNumbers(request),
    host: request.headers.host ?? '',
  });
}
