import { SMTPServer } from 'smtp-server';

/** A mail as a mail server received it. */
export interface ReceivedMail {
  to: string[];
  /** Headers and both bodies; of what is quoted-printable, soft line breaks and equals signs are decoded. */
  source: string;
}

/** A real SMTP server on loopback. */
export interface MailServer {
  /** For FOXDEN_SMTP_URL. */
  url: string;
  received: ReceivedMail[];
  /** Waits for a mail that matches, removes it and returns it. */
  take(to: string, pattern: RegExp): Promise<ReceivedMail>;
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
        const source = decoded(Buffer.concat(chunks).toString('utf8'));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        for (const wake of waiting) wake();
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    async take(to, pattern) {
      for (;;) {
        const index = received.findIndex((mail) => mail.to.includes(to) && pattern.test(mail.source));
        if (index >= 0) return received.splice(index, 1)[0]!;
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

// Part by part: in one that isn't quoted so, `=3D` is what it looks like, for example the beginning of a code.
function decoded(source: string): string {
  const boundary = /^content-type: multipart\/[^]*?boundary="([^"]+)"/im.exec(source)?.[1];
  const parts = boundary === undefined ? [source] : source.split(`\r\n--${boundary}`);
  const isQuoted = (part: string) => /^content-transfer-encoding: quoted-printable/im.test(part);
  return parts
    .map((part) => (isQuoted(part) ? part.replaceAll('=\r\n', '').replaceAll('=3D', '=') : part))
    .join(`\r\n--${boundary}`);
}
