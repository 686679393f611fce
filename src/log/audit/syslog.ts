import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditTarget } from '../../config/audit.ts';

type SyslogTarget = Extract<AuditTarget, { kind: 'syslog' }>;

/** Sends lines to a syslog daemon. */
export interface Syslog {
  /**
   * @param header - Date and host.
   * @param message - What happened; no line break.
   */
  send(header: string, message: string): void;
  close(): Promise<void>;
}

// Facility local4, severity info: the old Sync server's (sync11.md §5.5).
const priority = 20 * 8 + 6;
const retryAfter = 5000;
const mostWaiting = 1000;

/** How long closing waits for a daemon to take the last lines, ms. */
const goodbye = 2000;

/**
 * Connects to a syslog daemon (RFC 3164; one line a message on TCP, RFC 6587 §3.4.2).
 *
 * @param onTrouble - Called, with words, when it can't be reached and when it can again.
 */
export function openSyslog(
  target: SyslogTarget,
  onTrouble: (level: 'error' | 'info', message: string) => void,
): Syslog {
  if (target.transport === 'udp') return overUdp(target, onTrouble);
  // Node can't speak to datagram sockets of the file system; every system with such a socket has logger(1), which can.
  return target.transport === 'unix'
    ? overStream(
        () => logger(target.path),
        (_, message) => `${message}\n`,
        `logger --socket ${target.path}`,
        onTrouble,
      )
    : overStream(
        () => tcp(target),
        (header, message) => `<${priority}>${header} ${message}\n`,
        `${target.host}:${target.port}`,
        onTrouble,
      );
}

function overUdp({ host, port }: { host: string; port: number }, onTrouble: Parameters<typeof openSyslog>[1]): Syslog {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4').unref();
  let failing = false;
  const note = (error: Error | null) => {
    if (error && !failing)
      onTrouble('error', `audit lines can't be sent to syslog at ${host}:${port}: ${error.message}`);
    if (!error && failing) onTrouble('info', `audit lines are sent to syslog at ${host}:${port} again`);
    failing = error !== null;
  };
  socket.on('error', note);
  return {
    send: (header, message) => socket.send(`<${priority}>${header} ${message}`, port, host, note),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** Something that takes lines until it ends. */
interface Pipe {
  write(line: string): void;
  end(): void;
  destroy(): void;
  onReady(callback: () => void): void;
  onEnd(callback: (why: string) => void): void;
}

function overStream(
  open: () => Pipe,
  frame: (header: string, message: string) => string,
  where: string,
  onTrouble: Parameters<typeof openSyslog>[1],
): Syslog {
  const waiting: string[] = [];
  let pipe: Pipe | undefined;
  let ready = false;
  let failing = false;
  let closed = false;
  let lost = 0;
  const ended = Promise.withResolvers<void>();

  function start(): void {
    pipe = open();
    pipe.onReady(() => {
      ready = true;
      if (failing) onTrouble('info', `audit lines are sent to syslog at ${where} again; ${lost} were lost`);
      failing = false;
      lost = 0;
      for (const line of waiting.splice(0)) pipe!.write(line);
      if (closed) pipe!.end();
    });
    pipe.onEnd((why) => {
      ready = false;
      if (closed) return ended.resolve();
      if (!failing) onTrouble('error', `audit lines can't be sent to syslog at ${where}: ${why}; they wait`);
      failing = true;
      setTimeout(start, retryAfter).unref();
    });
  }

  start();
  return {
    send(header, message) {
      const line = frame(header, message);
      if (ready) pipe!.write(line);
      else if (waiting.length < mostWaiting) waiting.push(line);
      else lost++;
    },
    async close() {
      closed = true;
      if (failing) return;
      if (ready) pipe!.end();
      // One that doesn't answer, or never hangs up, must not keep Foxden from ending.
      await Promise.race([ended.promise, sleep(goodbye)]);
      pipe!.destroy();
    },
  };
}

function tcp({ host, port }: { host: string; port: number }): Pipe {
  const socket: Socket = connect({ host, port, keepAlive: true }).unref();
  let why = 'the connection was closed';
  socket.on('error', (error) => {
    why = error.message;
  });
  // Whatever the daemon says is read and dropped; otherwise its end would go unnoticed.
  socket.resume();
  return {
    write: (line) => void socket.write(line),
    end: () => void socket.end(),
    destroy: () => void socket.destroy(),
    onReady: (callback) => void socket.once('connect', callback),
    onEnd: (callback) => void socket.once('close', () => callback(why)),
  };
}

function logger(path: string): Pipe {
  const args = ['--socket', path, '--socket-errors=on', '--priority', 'local4.info', '--tag', 'foxden'];
  const child: ChildProcess = spawn('logger', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let why = '';
  child.stderr!.on('data', (text: Buffer) => {
    why = `${why}${text}`.slice(0, 300);
  });
  child.on('error', (error) => {
    why = error.message;
  });
  child.stdin!.on('error', () => {});
  return {
    write: (line) => void child.stdin!.write(line),
    end: () => void child.stdin!.end(),
    destroy: () => void child.kill(),
    onReady: (callback) => void child.once('spawn', callback),
    onEnd: (callback) => void child.once('close', () => callback(why.trim() || 'logger has ended')),
  };
}
