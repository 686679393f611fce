import { SMTPServer } from 'smtp-server';
import { type Mail, readMail } from './read-mail.ts';

/** A mail as a mail server received it. */
export interface ReceivedMail extends Mail {
  to: string[];
}

/** A real SMTP server on loopback. */
export interface MailServer {
  /** For FOXDEN_SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /**
   * Waits for a mail, removes it and returns it.
   *
   * @param to - Its address, as spelled.
   * @param what - What stands in its words, or the name of a header that it has.
   * @throws Error - When none comes within two minutes; tells what came.
   */
  take(to: string, what: RegExp | string): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

/** Starts the server; mails to addresses that begin with `refuse` are refused. */
export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) =>
      callback(address.startsWith('refuse') ? new Error('no such mailbox') : undefined),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, ...readMail(Buffer.concat(chunks)) });
        for (const wake of waiting) wake();
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const find = (to: string, what: RegExp | string): ReceivedMail | undefined => {
    const fits = ({ words, headers }: Mail) => (typeof what === 'string' ? what in headers : what.test(words));
    const index = received.findIndex((mail) => mail.to.includes(to) && fits(mail));
    return index < 0 ? undefined : received.splice(index, 1)[0]!;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    take: (to, what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const mail = find(to, what);
          if (!mail) return;
          leave();
          resolve(mail);
        };
        const patience = setTimeout(() => {
          leave();
          const seen = received.map((mail) => `${mail.to}: ${mail.headers.Subject}`).join(', ');
          reject(new Error(`No mail to ${to} with ${what} within two minutes; not taken yet: ${seen || 'none'}`));
        }, 120_000);
        const leave = () => {
          clearTimeout(patience);
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
