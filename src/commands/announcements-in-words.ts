import { type Announcements, noAnnouncements } from '../config/announcements.ts';

/** What clients are told at the moment, for a person; one line each. */
export function announcementsInWords({ maintenance, backoff, alert }: Announcements = noAnnouncements): string[] {
  const lines: string[] = [];
  if (maintenance !== null && (maintenance.until === null || maintenance.until > Date.now())) {
    const end = maintenance.until === null ? 'until foxden maintenance off' : `until ${localTime(maintenance.until)}`;
    lines.push(`Maintenance: storage is closed ${end}. Browsers wait; nothing is lost.`);
  }
  if (backoff !== null) lines.push(`Browsers are asked to wait ${backoff} s between two syncs.`);
  if (alert !== null) lines.push(`Clients of Sync 1.1 are told: ${alert}`);
  return lines.length > 0 ? lines : ['No maintenance: storage is open, and browsers are told nothing special.'];
}

const localTime = (ms: number) => new Date(ms).toLocaleString('sv-SE').slice(0, 16);
