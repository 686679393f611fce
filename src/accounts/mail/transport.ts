import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { randomHex } from '../../crypto/random.ts';

/** One mail, ready to go. */
export interface OutgoingMail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** More of them, by name. */
  headers: Record<string, string>;
}

/** Hands a mail over. Rejects when nobody took it. */
export type MailTransport = (mail: OutgoingMail) => Promise<void>;

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Makes the transport that FOXDEN_SMTP_URL names.
 *
 * @param href - smtp: (with STARTTLS when the server offers it), smtps:, sendmail: with the program's path, or file: with the
 *   folder that each mail is left in as a file of mode 0600.
 */
export function createMailTransport(href: string): MailTransport {
  const url = new URL(href);
  if (url.protocol === 'file:') return toFolder(fileURLToPath(url));
  const transport =
    url.protocol === 'sendmail:'
      ? createTransport({ sendmail: true, path: url.pathname || undefined, newline: 'unix' })
      : createTransport({ url: href, ...patience });
  return async (mail) => {
    await transport.sendMail(mail);
  };
}

function toFolder(folder: string): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (mail) => {
    const { message } = await composer.sendMail(mail);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${new Date().toISOString().replaceAll(':', '')}-${randomHex(4)}.eml`;
    await writeFile(join(folder, name), message as Buffer, { mode: 0o600, flag: 'wx' });
  };
}
