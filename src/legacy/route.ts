import type { Request, Response } from 'express';
import type { LegacyContext } from './context.ts';

/** Handles one method of one URL; throws LegacyError. */
export type LegacyHandler = (request: Request, response: Response) => Promise<void> | void;

/** Makes the handler of one endpoint. */
export type LegacyRoute<C = LegacyContext> = (ctx: C) => LegacyHandler;

/** URLs with the endpoint of each method. */
export type LegacyRoutes<C = LegacyContext> = Record<string, Record<string, LegacyRoute<C>>>;
