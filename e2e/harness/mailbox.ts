import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { expect } from '@playwright/test';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it gets. */
export interface Mailbox {
  /** For FOXDEN_SMTP_URL. */
  url: string;
  /** Waits for a mail whose text matches, and returns the match; each mail is found once. */
  find(pattern: RegExp): Promise<RegExpExecArray>;
  close(): Promise<void>;
}

/** Starts a mail server on a free port. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      readText(stream).then((mail) => {
        // Lines that quoted-printable has broken are joined again.
        mails.push(mail.replace(/=\r\n/g, ''));
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async find(pattern) {
      let found: RegExpExecArray | null = null;
      await expect
        .poll(
          () => {
            const index = mails.findIndex((mail) => pattern.test(mail));
            if (index >= 0) found = pattern.exec(mails.splice(index, 1)[0]!);
            return found !== null;
          },
          { message: `a mail with ${pattern}` },
        )
        .toBe(true);
      return found!;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
