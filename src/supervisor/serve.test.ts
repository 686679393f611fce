import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startLoad } from '../../testing/keep-alive-load.ts';
import { serveFamily, workerPids } from '../../testing/serve-family.ts';
import { askSupervisor } from '../control/control-client.ts';

const { ready } = serveFamily();

// Several processes start in each test, which takes long where other work wants the processor too.

it('answers every request of keep-alive clients during a rolling restart', async () => {
  const served = await ready({}, true);
  const before = await workerPids(served);
  const load = startLoad(`${served.url}/__heartbeat__`, 8);
  await load.more(100);
  await askSupervisor(served, 'POST /restart');
  await load.more(100);
  await load.stop();
  expect(load.failures()).toEqual([]);
  const after = await workerPids(served);
  expect(after).toHaveLength(2);
  expect(after.filter((pid) => before.includes(pid))).toEqual([]);
});

it('restarts its workers on SIGUSR2', async () => {
  const served = await ready();
  const before = await workerPids(served);
  served.child.kill('SIGUSR2');
  const left = async () => (await workerPids(served)).filter((pid) => before.includes(pid));
  await expect.poll(left).toEqual([]);
  expect((await fetch(`${served.url}/__heartbeat__`)).status).toBe(200);
});

it('drops no request that it has accepted at SIGTERM, and ends with 0', async () => {
  const served = await ready({}, true);
  const load = startLoad(`${served.url}/__heartbeat__`, 8, { untilRefused: true });
  await load.more(100);
  expect(await served.stop()).toBe(0);
  await load.stop();
  expect(load.failures()).toEqual([]);
  expect(served.output()).toContain('stopping');
});

it('answers a request that was under way at SIGTERM, with Connection: close', async () => {
  const served = await ready();
  const { promise: answer, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { 'content-type': 'application/json', 'content-length': 2 };
  const slow = request(`${served.url}/v1/account/create`, { method: 'POST', headers }, resolve).on('error', reject);
  slow.flushHeaders();
  const underWay = async () => (await served.status()).workers.some(({ stats }) => stats?.activeRequests === 1);
  await expect.poll(underWay).toBe(true);
  served.child.kill('SIGTERM');
  const ask = () => fetch(`${served.url}/__lbheartbeat__`, { headers: { connection: 'close' } });
  await expect
    .poll(
      () =>
        ask().then(
          () => 'open',
          () => 'closed',
        ),
      { interval: 100 },
    )
    .toBe('closed');
  slow.end('{}');
  const { statusCode, headers: answered } = await answer;
  expect(statusCode).toBe(400);
  expect(answered.connection).toBe('close');
  expect(await served.exited).toBe(0);
});

it('ends at once at the second signal, though a request is still under way', async () => {
  const served = await ready();
  const slow = connect(Number(new URL(served.url).port), '127.0.0.1');
  slow.on('error', () => {});
  slow.write('POST /v1/account/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  const seen = async () => (await served.status()).workers.some(({ stats }) => stats?.connections === 1);
  await expect.poll(seen).toBe(true);
  served.child.kill('SIGTERM');
  await served.waitFor(/stopping/);
  // A second signal within the same second is a repetition, as terminals and npm send it.
  await sleep(1200);
  served.child.kill('SIGTERM');
  expect(await served.exited).toBe(143);
  slow.destroy();
});

it('replaces a worker that was killed under load; nobody loses more than a connection, nobody waits for ever', async () => {
  const served = await ready();
  const load = startLoad(`${served.url}/__heartbeat__`, 8);
  await load.more(100);
  const [victim] = await workerPids(served);
  process.kill(victim!, 'SIGKILL');
  await load.more(100);
  await expect.poll(async () => (await served.status()).crashes).toBe(1);
  await expect.poll(async () => (await workerPids(served)).length).toBe(2);
  await load.stop();
  expect(load.failures().length).toBeLessThanOrEqual(8);
});

it('ends a worker that hangs and starts another', async () => {
  const served = await ready();
  const [victim] = await workerPids(served);
  process.kill(victim!, 'SIGSTOP');
  await served.waitFor(/a worker has hung/);
  await expect.poll(() => workerPids(served)).not.toContain(victim);
});

it('leaves no worker behind when the supervisor is killed', async () => {
  const served = await ready();
  const pids = await workerPids(served);
  served.child.kill('SIGKILL');
  await served.exited;
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

it('leaves no worker behind that was stopped when the supervisor was killed, once it is continued', async () => {
  const served = await ready();
  const pids = await workerPids(served);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  const gone = once(served.child, 'exit');
  served.child.kill('SIGKILL');
  await gone;
  expect(pids.filter(isAlive)).toEqual(pids);
  for (const pid of pids) process.kill(pid, 'SIGCONT');
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});

it('keeps what it writes to itself (umask 077)', async () => {
  const served = await ready();
  for (const name of ['foxden.sqlite', 'control.sock', 'keys/secrets.json', 'logs']) {
    expect(statSync(join(served.dataDir, name)).mode & 0o077, name).toBe(0);
  }
});

it('leaves one complete database file behind when it is stopped', async () => {
  const served = await ready();
  expect(await served.stop()).toBe(0);
  expect(readdirSync(served.dataDir).filter((name) => name.startsWith('foxden.sqlite'))).toEqual(['foxden.sqlite']);
});

it('changes the log level of every worker at run time', async () => {
  const served = await ready({ FOXDEN_LOG_LEVEL: 'info' });
  const asked = served.output().length;
  await askSupervisor(served, 'PUT /log-level', { level: 'debug' });
  expect((await served.status()).logLevel).toBe('debug');
  await expect(askSupervisor(served, 'PUT /log-level', { level: 'loud' })).rejects.toThrow(/error.*warn.*info.*debug/);
  expect(served.output().slice(asked)).toBe('');
});

it('sums the metrics of all workers', async () => {
  const served = await ready();
  for (let i = 0; i < 20; i++) await fetch(`${served.url}/__lbheartbeat__`, { headers: { connection: 'close' } });
  const text = await (await fetch(`${served.url}/metrics`)).text();
  expect(text).toContain('foxden_workers{state="ready"} 2');
  expect(text).toMatch(/foxden_http_request_duration_seconds_count\{[^}]*route="\/__lbheartbeat__"[^}]*\} 20/);
});

it('writes records of all workers to one file for each log, which hold no query', async () => {
  const served = await ready();
  for (let i = 0; i < 20; i++)
    await fetch(`${served.url}/__lbheartbeat__?secret`, { headers: { connection: 'close' } });
  expect(await served.stop()).toBe(0);
  const dir = join(served.dataDir, 'logs');
  const [access] = readdirSync(dir).filter((name) => name.startsWith('access-'));
  const lines = readFileSync(join(dir, access!), 'utf8').trim().split('\n');
  const records = lines.map((line) => JSON.parse(line) as { route: string; worker: number });
  expect(records.filter(({ route }) => route === '/__lbheartbeat__')).toHaveLength(20);
  expect(lines.join()).not.toContain('secret');
  expect(served.output()).not.toContain('__lbheartbeat__');
});

it('loses no line of the access log when it is stopped under load, and writes no half one when a worker is killed', async () => {
  const served = await ready();
  const load = startLoad(`${served.url}/__lbheartbeat__`, 8);
  await load.more(300);
  const [victim] = await workerPids(served);
  process.kill(victim!, 'SIGKILL');
  await expect.poll(async () => (await workerPids(served)).length).toBe(2);
  await load.stop();
  const before = 500;
  for (let i = 0; i < before; i++) await fetch(`${served.url}/__version__`, { headers: { connection: 'close' } });
  expect(await served.stop()).toBe(0);
  const dir = join(served.dataDir, 'logs');
  const [access] = readdirSync(dir).filter((name) => name.startsWith('access-'));
  const lines = readFileSync(join(dir, access!), 'utf8').trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line) as { route: string });
  expect(records.filter(({ route }) => route === '/__version__')).toHaveLength(before);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
