import type { AttachedClient } from '../api/clients-api.ts';
import type { SecurityEvent } from '../api/history-api.ts';

// Whatever makes a session.
const beginnings = new Set(['AccountCreated', 'SignIn', 'PasswordChanged', 'PasswordReset']);

/** How far the clocks of a session and of its entry in the history may be apart, ms: they are written one after the other. */
const nearness = 60_000;

/** What the history keeps of a User-Agent header. */
const keptProgram = 255;

/**
 * Finds with which entry of the history a client signed in: the nearest in time of those by the same program.
 *
 * @returns Undefined where the history doesn't go back so far, or has nothing of it.
 */
export function signInOf(
  { createdTime, userAgent }: Pick<AttachedClient, 'createdTime' | 'userAgent'>,
  events: readonly SecurityEvent[],
): SecurityEvent | undefined {
  const distance = ({ time }: SecurityEvent) => Math.abs(time - createdTime);
  return events
    .filter((event) => beginnings.has(event.event) && event.program === userAgent.slice(0, keptProgram))
    .filter((event) => distance(event) <= nearness)
    .sort((a, b) => distance(a) - distance(b))[0];
}
