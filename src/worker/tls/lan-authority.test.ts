import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestTlsContext, testTlsContext } from '../../../testing/tls-context.ts';
import { tlsFiles } from '../../config/tls-files.ts';
import { lanSource } from '../../supervisor/tls/lan/lan-source.ts';
import { lanAuthorityRouter } from './lan-authority.ts';

let ctx: TestTlsContext;
let server: Server;
let url: string;

beforeEach(async () => {
  ctx = testTlsContext({ FOXDEN_TLS: 'lan', FOXDEN_PUBLIC_URL: 'https://nas.lan' });
  server = createServer(express().use(lanAuthorityRouter(ctx)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(ctx.config.dataDir, { recursive: true });
});

it('says so while there is none', async () => {
  const early = await fetch(`${url}/ca`);
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '60']);
});

it.each([
  ['de-AT,en;q=0.5', 'de', 'Zertifikat herunterladen'],
  ['fr', 'fr', 'Télécharger le certificat'],
  ['es-MX', 'es', 'Descargar el certificado'],
  ['ja,en', 'en', 'Download the certificate'],
])('speaks the language of a browser that wants %s', async (wanted, language, words) => {
  await lanSource(ctx, 'nas.lan').check();
  const page = await (await fetch(`${url}/ca`, { headers: { 'accept-language': wanted } })).text();
  expect(page).toContain(`<html lang="${language}">`);
  expect(page).toContain(words);
  expect(page).toContain('https://nas.lan');
  expect(page).toMatch(/<style>[^<]*--accent:[^<]*<\/style>\s*<div class="frame"><header/);
});

it('hands out the authority with its fingerprint, as file and as profile', async () => {
  await lanSource(ctx, 'nas.lan').check();
  const authority = new X509Certificate(readFileSync(tlsFiles(ctx.config.dataDir).authority));
  expect(await (await fetch(`${url}/ca`)).text()).toContain(authority.fingerprint256);
  const file = Buffer.from(await (await fetch(`${url}/ca/foxden.crt`)).arrayBuffer());
  expect(file.equals(authority.raw)).toBe(true);
  const profile = await fetch(`${url}/ca/foxden.mobileconfig`);
  expect(profile.headers.get('content-type')).toContain('application/x-apple-aspen-config');
  expect(await profile.text()).toContain(`<data>${authority.raw.toString('base64')}</data>`);
});
