import { z } from 'zod';
import {
  type Announcements,
  announcementsFile,
  announcementsSchema,
  readAnnouncements,
} from '../config/announcements.ts';
import type { Config } from '../config/config.ts';
import { replaceFile } from './tls/replace-file.ts';

// By hand: the parts that are not given stay as they are, and have no default then.
const changes = z.object(announcementsSchema.shape).partial();

/**
 * Changes what clients are told, and keeps it for the time after a restart.
 *
 * @param body - Parts of {@link Announcements}; what it doesn't name stays.
 * @returns All that is announced now.
 */
export function changeAnnouncements({ dataDir }: Pick<Config, 'dataDir'>, body: unknown): Announcements {
  const given = changes.parse(body);
  const named = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(body as object, name)));
  const announcements = announcementsSchema.parse({ ...readAnnouncements(dataDir), ...named });
  replaceFile(announcementsFile(dataDir), `${JSON.stringify(announcements)}\n`);
  return announcements;
}
