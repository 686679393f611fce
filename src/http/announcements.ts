import type { RequestHandler } from 'express';
import { type Announcements, readAnnouncements } from '../config/announcements.ts';
import { decideHeader } from './answer-headers.ts';
import type { WireError } from './errors/wire-error.ts';

/** How long clients wait while nobody has said when storage opens again, s (sync11.md §5.4). */
const usualWait = 1800;

/** What the owner has this process tell its clients. */
export interface Announcer {
  /** What holds now: a maintenance that should have ended has. */
  current(): Announcements;
  /** Seconds until storage opens again; undefined while it is open. */
  closedFor(): number | undefined;
  /** Looks again at what has been said. */
  refresh(): void;
}

/** @param now - Tells the time in ms. */
export function createAnnouncer(dataDir: string, now: () => number): Announcer {
  let said = readAnnouncements(dataDir);
  const current = (): Announcements => {
    const until = said.maintenance?.until ?? null;
    return until !== null && until <= now() ? { ...said, maintenance: null } : said;
  };
  return {
    current,
    closedFor() {
      const { maintenance } = current();
      if (maintenance === null) return undefined;
      return maintenance.until === null ? usualWait : Math.ceil((maintenance.until - now()) / 1000);
    },
    refresh() {
      said = readAnnouncements(dataDir);
    },
  };
}

/** Asks clients to wait before their next sync, on whatever answer they get (sync15.md §6, sync11.md §2.6). */
export function announceBackoff(announcer: Announcer): RequestHandler {
  return (_request, response, next) => {
    const wait = announcer.closedFor() ?? announcer.current().backoff;
    if (wait !== null) decideHeader(response, 'X-Weave-Backoff', String(wait));
    next();
  };
}

/**
 * Keeps everybody out while storage is closed, before anything is looked up.
 *
 * @param refusal - Makes the service's own 503 with this Retry-After, s.
 */
export function closedForMaintenance(announcer: Announcer, refusal: (retryAfter: number) => WireError): RequestHandler {
  return (_request, _response, next) => {
    const retryAfter = announcer.closedFor();
    if (retryAfter !== undefined) throw refusal(retryAfter);
    next();
  };
}
