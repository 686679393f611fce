import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';

/** How much is read of the end of a file, bytes. */
const span = 256 * 1024;

const namePattern = /^audit-\d{4}-\d{2}-\d{2}(?:\.log(?:\.\d+)?|\.\d+\.log)$/;

/**
 * Reads the newest lines of the audit log, newest first.
 *
 * @returns `lines` as written (CEF); null when the log goes elsewhere, or nowhere.
 */
export async function auditTail({ log }: Pick<Config, 'log'>, count = 200): Promise<{ lines: string[] | null }> {
  const { dir, audit } = log;
  if (dir === null || audit.kind !== 'file') return { lines: null };
  const names = (await readdir(dir).catch(() => [])).filter((name) => namePattern.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(dir, name), at: (await stat(join(dir, name))).mtimeMs })),
  );
  const lines: string[] = [];
  for (const { path } of files.sort((a, b) => b.at - a.at)) {
    if (lines.length >= count) break;
    lines.push(...(await lastLines(path)));
  }
  return { lines: lines.slice(0, count) };
}

async function lastLines(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.min(size, span);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    // The first one may have lost its beginning.
    if (size > length) lines.shift();
    return lines.filter((line) => line !== '').reverse();
  } finally {
    await file.close();
  }
}
