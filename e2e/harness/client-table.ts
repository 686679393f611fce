import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestInfo } from '@playwright/test';

const folder = new URL('../../test-results', import.meta.url).pathname;

/** What came of one action with one real client; scripts/lib/client-table.mjs makes the table of them. */
export interface ClientResult {
  /** Such as `Firefox 140.12.0 (ESR, desktop)`. */
  client: string;
  action: string;
  status: 'passed' | 'failed' | 'skipped';
}

/**
 * Notes for the table of clients how a test ended. Called after each.
 *
 * @param clients - Everyone who took part.
 * @param action - Column of the table.
 */
export function recordClients(clients: string[], action: string, { status, expectedStatus }: TestInfo): void {
  mkdirSync(folder, { recursive: true });
  const outcome = status === 'skipped' ? 'skipped' : status === expectedStatus ? 'passed' : 'failed';
  const results = clients.map((client): ClientResult => ({ client, action, status: outcome }));
  appendFileSync(join(folder, 'clients.jsonl'), results.map((one) => `${JSON.stringify(one)}\n`).join(''));
}
