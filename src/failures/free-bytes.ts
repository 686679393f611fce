import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes that this user may still write beside a path, which need not exist; undefined when that can't be told. */
export function freeBytes(path: string): number | undefined {
  for (let at = path; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = statfsSync(at);
      return bavail * bsize;
    } catch {
      if (at === dirname(at)) return undefined;
    }
  }
}
