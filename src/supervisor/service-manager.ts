import { execFile } from 'node:child_process';

/** The service manager that has started Foxden, if it wants to know how things go (sd_notify(3)). */
export interface ServiceManager {
  /** A start that takes long is at this. */
  starting(step: string): void;
  /** Requests are answered. */
  ready(sentence: string): void;
  /** The end has begun. */
  stopping(): void;
  close(): void;
}

/**
 * Speaks with systemd when it asks for that by NOTIFY_SOCKET: that Foxden is ready, a line for `systemctl status`, and that the
 * supervisor is alive, as often as WatchdogSec= wants it. Node has no datagram sockets of the unix kind, so it is done by
 * systemd's own systemd-notify.
 *
 * @param env - The socket is taken out of it: other processes of Foxden have nothing to say.
 */
export function createServiceManager(env: NodeJS.ProcessEnv): ServiceManager {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: watchdog } = env;
  delete env.NOTIFY_SOCKET;
  delete env.WATCHDOG_USEC;
  if (!socket) return { starting() {}, ready() {}, stopping() {}, close() {} };
  const tell = (...facts: string[]) => {
    const told = { env: { PATH: env.PATH, NOTIFY_SOCKET: socket } };
    // Without the program systemd waits in vain and says so; there is nothing more that could be done here.
    execFile('systemd-notify', [`--pid=${process.pid}`, ...facts], told, () => {});
  };
  const pause = Number(watchdog) / 1000 / 3;
  const timer = pause > 0 ? setInterval(() => tell('WATCHDOG=1'), pause).unref() : undefined;
  return {
    starting: (step) => tell(`--status=${step}`),
    ready: (sentence) => tell('--ready', `--status=${sentence}`),
    stopping: () => tell('STOPPING=1', '--status=finishing what was begun'),
    close: () => clearInterval(timer),
  };
}
