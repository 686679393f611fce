import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { LegacyClient } from '../legacy-client.ts';
import { device, type World } from './world.ts';

/**
 * Compares what devices have asked so far with what is recorded: method, path, the headers that the client sets, and the status.
 *
 * @param part - Of the story; with the client's name it names the record.
 */
export async function expectGoldenTrace(world: World, part: string, names: string[]): Promise<void> {
  const text = names.map((name) => `# ${name}\n${traceOf(device(world, name))}\n`).join('\n');
  const file = `${world.profile.name.toLowerCase().replaceAll(' ', '-')}.${part}.txt`;
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../traces/${file}`, import.meta.url)));
}

// Everything that differs from run to run has a word in its place, and what is repeated stands once.
function traceOf({ requests, session, guid }: LegacyClient): string {
  const lines = requests.trace
    // How often a device asks in vain depends on the other one's speed.
    .filter(({ status, url }) => !(url.includes('/jpake/') && status === 304) && !url.includes('/probe'))
    .map(({ method, url, headers, status }) => {
      const path = url
        .replace(/^https?:\/\/[^/]+/, '')
        .replaceAll(session.username, 'U')
        .replaceAll(guid, 'GUID')
        .replace(/newer=[\d.]+/, 'newer=T')
        .replace(/ids=[^&]+/, 'ids=IDS')
        .replace(/\/jpake\/[2-9a-z]{4}$/, '/jpake/CID');
      return `${method} ${path} [${headers.join(' ')}] ${status}`;
    });
  const counted: { line: string; count: number }[] = [];
  for (const line of lines) {
    const last = counted.at(-1);
    if (last?.line === line) last.count++;
    else counted.push({ line, count: 1 });
  }
  return counted.map(({ line, count }) => (count === 1 ? line : `${line} × ${count}`)).join('\n');
}
