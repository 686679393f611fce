import { writeFileSync } from 'node:fs';
import { type Announcements, announcementsFile, readAnnouncements } from '../src/config/announcements.ts';
import type { Context } from '../src/context.ts';

/** Lets a test's server announce something, as its supervisor would. */
export function announce(
  { config, announcer }: Pick<Context, 'config' | 'announcer'>,
  changes: Partial<Announcements>,
) {
  const file = announcementsFile(config.dataDir);
  writeFileSync(file, JSON.stringify({ ...readAnnouncements(config.dataDir), ...changes }));
  announcer.refresh();
}
