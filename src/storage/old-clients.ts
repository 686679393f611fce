import type { RequestHandler } from 'express';
import { StorageError } from '../http/errors/storage-error.ts';

/** Turns Firefox for iOS before version 20 away: those could corrupt what is stored (sync15.md §2). */
export const refuseOldClients: RequestHandler = (request, _response, next) => {
  const agent = request.headers['user-agent'];
  if (agent?.startsWith('Firefox-iOS-') !== true) return next();
  const version = /^Firefox-iOS-[A-Za-z]+\/(\d+)/.exec(agent)?.[1];
  if (version !== undefined && Number(version) < 20) throw StorageError.unavailable();
  next();
};
