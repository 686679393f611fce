import { afterAll, describe, it } from 'vitest';
import type { ClientProfile } from '../client-profiles.ts';
import { farewell } from './farewell.ts';
import { firstSync } from './first-sync.ts';
import { forgotten } from './forgotten.ts';
import { pairing } from './pairing.ts';
import { passwords } from './passwords.ts';
import { records } from './records.ts';
import { registration } from './registration.ts';
import { twoDevices } from './two-devices.ts';
import { weather } from './weather.ts';
import { type Chapter, leave, type Place, type World } from './world.ts';

/** Everything that an account's life with Sync 1.1 has, in its order. */
export const chapters: Chapter[] = [
  registration,
  firstSync,
  twoDevices,
  records,
  passwords,
  forgotten,
  pairing,
  weather,
  farewell,
];

/**
 * Declares the whole story as tests, one a step; each builds on those before it.
 *
 * @param place - Tells where; called when the first step begins.
 */
export function tellStory(profile: ClientProfile, place: () => Promise<Place> | Place): void {
  describe(`the story of a ${profile.name}`, () => {
    let world: World | undefined;
    const open = async (): Promise<World> => ({
      ...(await place()),
      profile,
      account: `Renate.Fuchs+${profile.name.replace(/\W/g, '')}@example.org`,
      password: 'Füchsin ☃ geheim',
      devices: new Map(),
      memory: new Map(),
    });
    afterAll(() => world && leave(world));
    for (const chapter of chapters) {
      describe(chapter.name, () => {
        for (const { name, run } of chapter.steps) {
          it(name, async () => {
            world ??= await open();
            await run(world);
          });
        }
      });
    }
  });
}
