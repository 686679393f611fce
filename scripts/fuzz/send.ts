import { connect } from 'node:net';

/** What came back. */
export interface RawReply {
  /** 0 when the connection ended without an answer. */
  status: number;
  /** Headers and what had come of the body. */
  text: string;
}

/** How a request is sent that breaks off: after how many bytes, and how rudely. */
export interface BreakOff {
  after: number;
  how: 'end' | 'reset';
}

/**
 * Sends bytes on a connection of their own and waits for the head of the answer.
 *
 * @param breakOff - Sends only the beginning; then no answer is waited for.
 * @returns The answer; null when none came within `patience` milliseconds.
 */
export function sendRaw(
  { host, port }: { host: string; port: number },
  bytes: Buffer,
  { breakOff, patience }: { breakOff?: BreakOff; patience: number },
): Promise<RawReply | null> {
  const { promise, resolve } = Promise.withResolvers<RawReply | null>();
  const socket = connect(port, host);
  let text = '';
  const done = (reply: RawReply | null) => {
    clearTimeout(timer);
    // A reset leaves no connection behind that would use up a port for a minute.
    socket.resetAndDestroy();
    resolve(reply);
  };
  const reply = (): RawReply => ({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
  const timer = setTimeout(() => done(null), patience);
  socket.on('connect', () => {
    if (!breakOff) return void socket.write(bytes);
    socket.write(bytes.subarray(0, breakOff.after), () => {
      if (breakOff.how === 'end') socket.end();
      setTimeout(() => done({ status: 0, text }), 5);
    });
  });
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (text.includes('\r\n\r\n') && !text.startsWith('HTTP/1.1 100')) done(reply());
  });
  socket.on('error', () => done(reply()));
  socket.on('close', () => done(reply()));
  return promise;
}
