import type { OpenRecord } from '../../sync-client/records.ts';
import { breathe } from '../breathe.ts';

const portion = 2000;

/** Records as JSON that people and programs can read: one a line, the clear text beside what Sync knows of it. */
export async function toJson(records: readonly OpenRecord[]): Promise<string> {
  const lines: string[] = [];
  for (let start = 0; start < records.length; start += portion) {
    const some = records.slice(start, start + portion);
    lines.push(some.map((record) => JSON.stringify(record)).join(',\n'));
    await breathe();
  }
  return `[\n${lines.join(',\n')}\n]\n`;
}
