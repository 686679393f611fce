import type { Bso } from './commands.ts';
import { formatStamp } from './stamp.ts';

/** Writes a record as clients get it: stamp with two decimals, sortindex only if set, never its ttl (sync15.md §9, §10.2). */
export function bsoJson({ id, modified, sortindex, payload }: Bso): string {
  const index = sortindex === null ? '' : `,"sortindex":${sortindex}`;
  return `{"id":${JSON.stringify(id)},"modified":${formatStamp(modified)}${index},"payload":${JSON.stringify(payload)}}`;
}
