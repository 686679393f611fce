import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { AuditEvent } from '../log/audit/events.ts';
import type { LogFields, Logger } from '../log/logger.ts';
import { decideHeader } from './answer-headers.ts';

/** A security event, as whoever keeps them is told of it. */
export interface NotedEvent {
  event: AuditEvent;
  uid: string | undefined;
  /** Network address that it came from. */
  address: string;
  /** User-Agent of the program. */
  program: string;
}

/** Told of security events, beside the audit log. */
export type NoteEvent = (event: NotedEvent) => void;

interface RequestContext {
  id: string;
  /** The process's logger. */
  base: Logger;
  note: NoteEvent | undefined;
  /** The request's own, made when it is first needed: most requests log nothing. */
  log?: Logger;
}

// On the request itself: what a map holds weakly costs the garbage collector more than all of this.
const own = Symbol('context');
type KnownRequest = Request & { [own]?: RequestContext };

/**
 * Gives every request an id, told in `X-Request-Id` of the answer and in every log record about it. An id from a proxy in
 * front is kept only if it looks like one.
 */
export function requestContext(log: Logger, note?: NoteEvent): RequestHandler {
  return (request, response, next) => {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    (request as KnownRequest)[own] = { id, base: log, note };
    decideHeader(response, 'X-Request-Id', id);
    next();
  };
}

/** The logger whose records carry the request's id. */
export function requestLog(request: Request): Logger {
  const context = contextOf(request);
  context.log ??= context.base.child({ requestId: context.id });
  return context.log;
}

/** Tells whoever keeps security events of one. */
export function noteEvent(request: Request, event: NotedEvent): void {
  contextOf(request).note?.(event);
}

/** The request's id. */
export const requestId = (request: Request): string => contextOf(request).id;

/** Writes the record of the access log that every request gets, without a logger made for it: the facts name the request. */
export function logAccess(request: Request, facts: LogFields & { requestId: string }): void {
  contextOf(request).base.to('access', 'request', facts);
}

function contextOf(request: KnownRequest): RequestContext {
  const context = request[own];
  if (!context) throw new Error('requestContext must run first');
  return context;
}
