import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../../testing/mail-server.ts';
import { createLogger, type LogRecord } from '../../log/logger.ts';
import { composeMail } from './compose.ts';
import type { MailKind, MailKinds } from './mail-kinds.ts';
import { createMailer } from './mailer.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';

const facts: MailKinds = {
  verifyCode: {
    code: '012345',
    linkCode: '2',
    minutes: 20,
    link: 'https://sync.example.org/verify_email?uid=1&code=2',
  },
  resetCode: { code: '01234567', minutes: 20 },
  legacyReset: { link: 'https://sync.example.org/weave-password-reset?username=joe&key=ABC', hours: 6 },
  unblockCode: { code: 'ABCDEFGH', minutes: 60 },
  changeEmailCode: { code: '543210', minutes: 60 },
  changeAccountCode: { code: '246802', minutes: 10 },
  newSignIn: { program: 'Firefox <153>', system: 'Linux', address: '192.0.2.1', time: '2026-01-01 00:00 UTC' },
  passwordChanged: { time: '2026-01-01 00:00 UTC' },
  passwordReset: { time: '2026-01-01 00:00 UTC' },
  emailChanged: { newEmail: 'new@example.org', time: '2026-01-01 00:00 UTC' },
  twoFactorOn: { time: '2026-01-01 00:00 UTC' },
  twoFactorOff: { time: '2026-01-01 00:00 UTC' },
  twoFactorPaused: { address: '192.0.2.1', time: 'noon' },
  recoveryCodeUsed: { remaining: 7, time: '2026-01-01 00:00 UTC' },
  recoveryKeyCreated: { time: '2026-01-01 00:00 UTC' },
  recoveryKeyRemoved: { time: '2026-01-01 00:00 UTC' },
};
const origin = 'https://sync.example.org';
const recipient = { uid: '1', email: 'anna@example.org', locale: 'en' };

describe('texts', () => {
  const compose = (kind: MailKind, locale: string | null) => composeMail(kind, facts[kind], { locale, origin });

  it('exist for every mail in every language, with all facts in both forms', () => {
    for (const texts of [de, fr, es]) expect(Object.keys(texts.mails)).toEqual(Object.keys(en.mails));
    for (const kind of Object.keys(facts) as MailKind[]) {
      for (const locale of ['en', 'de', 'fr', 'es']) {
        const mail = compose(kind, locale);
        expect(mail.subject.length, kind).toBeGreaterThan(5);
        for (const fact of Object.values(facts[kind]).map(String)) {
          expect(mail.text, `${kind} ${locale}`).toContain(fact);
          expect(mail.html, `${kind} ${locale}`).toContain(
            fact.replaceAll('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;'),
          );
        }
        expect(mail.text).toContain(origin);
        expect(mail.html).toContain(`<html lang="${locale}">`);
      }
    }
  });

  it("follow the person's languages, English otherwise", () => {
    expect(compose('passwordChanged', 'ja-JP,de;q=0.8,en;q=0.5').subject).toBe(
      compose('passwordChanged', 'de').subject,
    );
    expect(compose('passwordChanged', 'fr-CH,de;q=0.8').subject).toBe('Votre mot de passe a été changé');
    expect(compose('passwordChanged', 'es-419,en;q=0.5').subject).toBe('Se ha cambiado su contraseña');
    for (const locale of [null, '', 'xx', '__proto__', 'constructor']) {
      expect(compose('passwordChanged', locale).subject).toBe(compose('passwordChanged', 'en').subject);
    }
  });
});

it('a code that looks like a quoted sign arrives whole', async () => {
  const smtp = await startMailServer();
  const code = '3DAB3D0000-3D3D';
  const mailer = createMailer({
    config: { mail: { url: smtp.url, from: 'Foxden <foxden@example.org>' }, publicUrl: origin },
    log: createLogger(() => {}, 'info'),
  });
  const link = `https://sync.example.org/weave-password-reset?username=joe&key=${code}`;
  await mailer.send(recipient, 'legacyReset', { link, hours: 6 });
  const { words, html } = await smtp.take(recipient.email, /weave-password-reset/);
  expect(words).toContain(`username=joe&key=${code}`);
  expect(html).toContain(`username=joe&amp;key=${code}`);
  await smtp.stop();
});

describe('transports', () => {
  const dir = mkdtempSync(join(tmpdir(), 'foxden-mail-'));
  const logs: LogRecord[] = [];
  const log = createLogger((record) => logs.push(record), 'info');
  const mailer = (url: string) =>
    createMailer({ config: { mail: { url, from: 'Foxden <foxden@example.org>' }, publicUrl: origin }, log });
  let smtp: MailServer;
  beforeAll(async () => {
    smtp = await startMailServer();
  });
  afterAll(async () => {
    await smtp.stop();
    rmSync(dir, { recursive: true });
  });

  it('hand mails to an SMTP server, as text and HTML', async () => {
    await mailer(smtp.url).send(recipient, 'resetCode', facts.resetCode);
    const { headers, words, html } = await smtp.take('anna@example.org', /./);
    expect(headers).toMatchObject({
      From: 'Foxden <foxden@example.org>',
      'Content-Type': expect.stringContaining('multipart/alternative'),
    });
    for (const form of [words, html]) expect(form).toContain('01234567');
  });

  it('say 500/151 when the server refuses, and log no address', async () => {
    const refused = { ...recipient, email: 'refuse@example.org' };
    const sending = mailer(smtp.url).send(refused, 'resetCode', facts.resetCode);
    await expect(sending).rejects.toMatchObject({ status: 500, errno: 151 });
    await expect(mailer('smtp://127.0.0.1:1').send(recipient, 'resetCode', facts.resetCode)).rejects.toMatchObject({
      errno: 151,
    });
    expect(logs.map(({ level }) => level)).toEqual(['error', 'error']);
    expect(JSON.stringify(logs)).not.toMatch(/example\.org|01234567/);
  });

  it('leave each mail in a folder as a file that only the owner reads', async () => {
    const folder = join(dir, 'outbox');
    await mailer(pathToFileURL(folder).href).send(recipient, 'resetCode', facts.resetCode);
    const [file] = readdirSync(folder);
    expect(file).toMatch(/\.eml$/);
    expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, file!), 'utf8')).toContain('To: anna@example.org');
  });

  it('pipe mails into sendmail', async () => {
    const program = join(dir, 'sendmail');
    const caught = join(dir, 'caught');
    writeFileSync(program, `#!/bin/sh\necho "$@" > ${caught}.args\ncat > ${caught}\n`, { mode: 0o755 });
    await mailer(`sendmail://${program}`).send(recipient, 'resetCode', facts.resetCode);
    expect(readFileSync(caught, 'utf8')).toContain('Subject: Your code for a new password');
    expect(readFileSync(`${caught}.args`, 'utf8')).toContain('anna@example.org');
  });

  it('do nothing without a setting', async () => {
    const none = createMailer({ config: { mail: null, publicUrl: origin }, log });
    expect(none.works).toBe(false);
    await none.send(recipient, 'resetCode', facts.resetCode);
  });
});
