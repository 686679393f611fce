import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { freePort } from '../../../testing/free-port.ts';
import { auditTarget } from '../../config/audit.ts';
import { createConfig } from '../../config/config.ts';
import { readEnv } from '../../config/read-env.ts';
import type { LogRecord } from '../logger.ts';
import { openAuditLog } from './audit-log.ts';

const time = Date.UTC(2026, 10, 22, 3, 4, 5);
const record = (message: string): LogRecord => ({
  time,
  level: 'info',
  stream: 'audit',
  message,
  fields: { uid: 'u', address: '192.0.2.7' },
});
const troubles: string[] = [];
const options = {
  dir: null as string | null,
  keep: 2,
  onTrouble: (_: string, text: string) => void troubles.push(text),
};
const dirs: string[] = [];

afterEach(() => {
  troubles.length = 0;
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

it('knows where FOXDEN_AUDIT points', () => {
  const target = (value: string) => createConfig(readEnv({ FOXDEN_AUDIT: value })).log.audit;
  expect(target('file')).toEqual({ kind: 'file' });
  expect(target('syslog://logs')).toEqual({ kind: 'syslog', transport: 'udp', host: 'logs', port: 514 });
  expect(target('syslog+tcp://[::1]:99')).toEqual({ kind: 'syslog', transport: 'tcp', host: '::1', port: 99 });
  expect(target('syslog+unix:///run/log')).toEqual({ kind: 'syslog', transport: 'unix', path: '/run/log' });
  expect(() => target('elsewhere')).toThrow(/FOXDEN_AUDIT must be file, syslog/);
});

it('writes lines to a file of mode 0600', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-audit-'));
  dirs.push(dir);
  const log = openAuditLog({ kind: 'file' }, { ...options, dir })!;
  log.write(record('SignIn'));
  log.write(record('SignOut'));
  await log.close();
  const [name] = readdirSync(dir).filter((each) => each.endsWith('.log'));
  const lines = readFileSync(join(dir, name!), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^Nov 22 03:04:05 \S+ CEF:0\|Foxden\|foxden\|[^|]+\|SignIn\|User signed in\|3\|.* suser=u$/);
});

it('sends lines by UDP', async () => {
  const daemon = createSocket('udp4');
  daemon.bind(0, '127.0.0.1');
  await once(daemon, 'listening');
  const log = openAuditLog(auditTarget(new URL(`syslog://127.0.0.1:${daemon.address().port}`)), options)!;
  log.write(record('SignIn'));
  const [message] = await once(daemon, 'message');
  expect(String(message)).toMatch(/^<166>Nov 22 03:04:05 \S+ CEF:0\|/);
  await log.close();
  daemon.close();
});

it('sends lines by TCP, those also that came before the connection', async () => {
  const received: string[] = [];
  const daemon = createServer((socket: Socket) => socket.on('data', (data) => received.push(String(data))));
  daemon.listen(0, '127.0.0.1');
  await once(daemon, 'listening');
  const { port } = daemon.address() as AddressInfo;
  const log = openAuditLog(auditTarget(new URL(`syslog+tcp://127.0.0.1:${port}`)), options)!;
  for (const event of ['SignIn', 'SignOut']) log.write(record(event));
  await log.close();
  while (received.join('').split('\n').length < 3) await sleep(5);
  expect(received.join('')).toMatch(/^<166>.*\|SignIn\|.*\n<166>.*\|SignOut\|.*\n$/);
  daemon.close();
});

it('says once that the daemon is not there, and goes on', async () => {
  const port = await freePort();
  const log = openAuditLog(auditTarget(new URL(`syslog+tcp://127.0.0.1:${port}`)), options)!;
  for (let i = 0; i < 2000; i++) log.write(record('SignIn'));
  while (troubles.length === 0) await sleep(5);
  expect(troubles).toEqual([expect.stringContaining(`syslog at 127.0.0.1:${port}`)]);
  await log.close();
});

it('is closed though the daemon neither hangs up nor answers', async () => {
  const sockets: Socket[] = [];
  const daemon = createServer({ allowHalfOpen: true }, (socket: Socket) => sockets.push(socket.resume()));
  daemon.listen(0, '127.0.0.1');
  await once(daemon, 'listening');
  const { port } = daemon.address() as AddressInfo;
  const log = openAuditLog(auditTarget(new URL(`syslog+tcp://127.0.0.1:${port}`)), options)!;
  log.write(record('SignIn'));
  await once(daemon, 'connection');
  await log.close();
  for (const socket of sockets) socket.destroy();
  daemon.close();
});

it('sends lines to a socket of the file system by logger(1)', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-audit-'));
  dirs.push(dir);
  const path = join(dir, 'log');
  const received: string[] = [];
  const daemon = createServer((socket) => socket.on('data', (data) => received.push(String(data)))).listen(path);
  await once(daemon, 'listening');
  const log = openAuditLog(auditTarget(new URL(`syslog+unix://${path}`)), options)!;
  log.write(record('SignIn'));
  await log.close();
  while (!received.join('').includes('CEF')) await sleep(5);
  expect(received.join('')).toMatch(/^<166>.*foxden.*CEF:0\|Foxden\|/);
  daemon.close();
});
