import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomHex } from '../../../crypto/random.ts';
import { askServer } from '../../../http/ask-server.ts';
import { replaceFile } from '../replace-file.ts';

/**
 * Waits until this appliance answers challenges at its public name, so that an order right after the start doesn't meet a
 * web server that is still starting. Many routers don't let a machine reach itself by its public name, so running out of
 * patience means nothing.
 *
 * @param host - Host name, with a port when it isn't 80.
 * @param challenges - Folder that is served as /.well-known/acme-challenge/.
 * @param patience - Milliseconds.
 * @returns Whether the own answer was seen.
 */
export async function awaitChallengePath(host: string, challenges: string, patience: number): Promise<boolean> {
  const token = `probe-${randomHex(16)}`;
  const file = join(challenges, token);
  const deadline = performance.now() + patience;
  replaceFile(file, token);
  try {
    for (;;) {
      if ((await answer(`http://${host}/.well-known/acme-challenge/${token}`)) === token) return true;
      if (performance.now() >= deadline) return false;
      await sleep(Math.min(1000, patience));
    }
  } finally {
    rmSync(file, { force: true });
  }
}

async function answer(url: string): Promise<string | undefined> {
  try {
    const { ok, text } = await askServer(url, { patience: 3000 });
    return ok ? text : undefined;
  } catch {
    return undefined;
  }
}
