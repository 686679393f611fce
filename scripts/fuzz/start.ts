import { setTimeout as sleep } from 'node:timers/promises';
import { type ServeProcess, spawnServe } from '../../testing/serve-process.ts';

/** Starts the Foxden that is fuzzed, with two workers that are ready, and without limits that would end every story early. */
export async function startFuzzed(dataDir: string, env: Record<string, string> = {}): Promise<ServeProcess> {
  const served = await spawnServe({
    FOXDEN_DATA_DIR: dataDir,
    FOXDEN_WORKERS: '2',
    FOXDEN_RATE_LIMITS: 'off',
    FOXDEN_BACKUP_SCHEDULE: 'off',
    FOXDEN_PUSH: 'off',
    ...env,
  });
  await served.waitFor(/Foxden is ready/);
  while ((await served.status()).workers.filter(({ state }) => state === 'ready').length < 2) await sleep(100);
  return served;
}
