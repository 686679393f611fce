import { afterEach, expect, it, vi } from 'vitest';
import { serveFamily } from '../../testing/serve-family.ts';
import { pairing } from './pairing.ts';

const { ready } = serveFamily();
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('shows who is shut out of the key exchange, lets them in again, and metrics count it', async () => {
  const served = await ready();
  vi.stubEnv('FOXDEN_DATA_DIR', served.dataDir);
  const printed = vi.spyOn(console, 'log').mockReturnValue();
  const guess = async () =>
    (await fetch(`${served.url}/jpake/aaaa`, { headers: { 'X-KeyExchange-Id': 'x'.repeat(256) } })).status;
  await expect.poll(guess).toBe(404);
  while ((await guess()) !== 403);
  const shown = async () => {
    await pairing.run(['blocked']);
    return String(printed.mock.lastCall?.[0]);
  };
  await expect.poll(shown).toMatch(/guessed at codes\s+60 min/);
  // The hub tells its counters with its next heartbeat.
  const metrics = async () => (await fetch(`${served.url}/metrics`)).text();
  await expect.poll(metrics).toMatch(/^foxden_key_exchange_blocked_networks 1$/m);
  await expect.poll(metrics).toMatch(/^foxden_key_exchange_refused_total 1$/m);
  expect(await pairing.run(['unblock', '192.0.2.7'])).toBe(0);
  expect(await guess()).toBe(403);
  expect(await pairing.run(['unblock', '--all'])).toBe(0);
  expect(printed.mock.lastCall?.[0]).toBe('No network is shut out.');
  expect(await guess()).toBe(404);
});

it.each([[], ['blocked', 'more'], ['unblock'], ['unblock', '--all', '192.0.2.1'], ['unblock', 'everybody'], ['look']])(
  'refuses %j',
  async (...args) => {
    await expect(pairing.run(args)).rejects.toThrow(/foxden pairing/);
  },
);
