import type { Request, Response } from 'express';
import type { Authenticate } from '../auth.ts';
import type { StorageContext } from '../context.ts';

/** What every storage route is made from. */
export interface RouteContext extends StorageContext {
  authenticate: Authenticate;
}

/** Handles one method of one storage URL; throws StorageError or StorageRefusal. */
export type RouteHandler = (request: Request, response: Response) => Promise<void> | void;

/** Makes the handler of one endpoint. */
export type Route = (ctx: RouteContext) => RouteHandler;
