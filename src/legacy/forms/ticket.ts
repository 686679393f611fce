import type { LegacyCaller } from '../auth/authenticate.ts';
import type { LegacyContext } from '../context.ts';

const lifetime = 15 * 60_000;
const purpose = 'account page of Sync 1.1';

/** Whose page it is. */
export type Owner = Pick<LegacyCaller, 'uid' | 'name' | 'generation'>;

/**
 * Makes what stands in the forms of the account page instead of the password: nobody else can know it, so no other site can
 * make a browser send them.
 */
export function makeTicket({ serverKeys, now }: LegacyContext, { uid, name, generation }: Owner): string {
  return serverKeys.seal(JSON.stringify([uid, name, generation, now() + lifetime]), purpose);
}

/** Reads a ticket; undefined when it is none, too old, or the password has been changed since. */
export function openTicket({ serverKeys, revocations, now }: LegacyContext, ticket: string): Owner | undefined {
  if (!/^v1\.[0-9a-f]{8}\.[\w-]{1,400}$/.test(ticket)) return undefined;
  try {
    const content = JSON.parse(serverKeys.open(ticket, purpose)) as [number, string, number, number];
    const [uid, name, generation, expiresAt] = content;
    if (expiresAt <= now() || revocations.check(String(uid), generation) !== 'good') return undefined;
    return { uid, name, generation };
  } catch {
    return undefined;
  }
}
