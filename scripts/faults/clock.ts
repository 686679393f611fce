import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The wall clock of an appliance, which can be set while it runs. */
export interface FakeClock {
  /** Environment of its processes. */
  env: Record<string, string>;
  /** Sets it that many seconds ahead of the real one; below zero: behind. */
  set(ahead: number): void;
}

const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1');

/** True when this machine has libfaketime (Debian: apt install faketime). */
export const hasFakeClock = (): boolean => library !== undefined;

/** Makes one; `dir` is a folder for the file that tells the time. */
export function fakeClock(dir: string): FakeClock {
  const file = join(dir, 'clock');
  const set = (ahead: number) => writeFileSync(file, `${ahead < 0 ? '' : '+'}${ahead}`);
  set(0);
  return {
    set,
    env: {
      LD_PRELOAD: library!,
      FAKETIME_TIMESTAMP_FILE: file,
      // The file is read again after so many seconds.
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
  };
}
