import { readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../../../testing/free-port.ts';
import { type TestTlsContext, testTlsContext } from '../../../../testing/tls-context.ts';
import { tlsFiles } from '../../../config/tls-files.ts';
import { acmeChallengeRouter } from '../../../worker/tls/acme-challenge.ts';
import { awaitChallengePath } from './await-challenge-path.ts';

let ctx: TestTlsContext;
beforeEach(() => {
  ctx = testTlsContext({ FOXDEN_TLS: 'acme' });
});
afterEach(() => rmSync(ctx.config.dataDir, { recursive: true }));

it('waits for a web server that starts later, and leaves nothing behind', async () => {
  const port = await freePort();
  const { challenges } = tlsFiles(ctx.config.dataDir);
  const seen = awaitChallengePath(`127.0.0.1:${port}`, challenges, 30_000);
  const server = createServer(express().use(acmeChallengeRouter(ctx))).listen(port, '127.0.0.1');
  expect(await seen).toBe(true);
  expect(readdirSync(challenges)).toEqual([]);
  server.closeAllConnections();
  server.close();
});

it('gives up where a machine can not reach itself', async () => {
  const { challenges } = tlsFiles(ctx.config.dataDir);
  expect(await awaitChallengePath(`127.0.0.1:${await freePort()}`, challenges, 10)).toBe(false);
});
