import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Least and greatest number of seconds that clients can be asked to wait. */
const seconds = z.int().min(1).max(604_800);

/** What the owner has the server tell its clients (sync11.md §1.8, §2.6). */
export const announcementsSchema = z.object({
  /** Storage is closed; `until`: ms, null: until it is opened again. */
  maintenance: z.object({ until: z.number().int().positive().nullable() }).nullable().default(null),
  /** Seconds that clients shall wait before they sync again. */
  backoff: seconds.nullable().default(null),
  /** X-Weave-Alert for clients of Sync 1.1, as it stands in the header. */
  alert: z
    .string()
    .max(1000)
    .regex(/^[ -~]+$/, 'must be printable ASCII')
    .nullable()
    .default(null),
});

/** See {@link announcementsSchema}. */
export type Announcements = z.output<typeof announcementsSchema>;

/** Nothing out of the ordinary. */
export const noAnnouncements: Announcements = { maintenance: null, backoff: null, alert: null };

/** Where they are kept, so that they outlive a restart. */
export const announcementsFile = (dataDir: string): string => join(dataDir, 'announcements.json');

/** Reads them; a file that is missing or damaged announces nothing. */
export function readAnnouncements(dataDir: string): Announcements {
  try {
    return announcementsSchema.parse(JSON.parse(readFileSync(announcementsFile(dataDir), 'utf8')));
  } catch {
    return noAnnouncements;
  }
}
