/** What the supervisor does when it gets a signal. */
export interface SignalActions {
  /** SIGTERM or SIGINT, the first time. */
  stop(signal: NodeJS.Signals): void;
  /** SIGTERM or SIGINT again: whoever sends it has lost patience. */
  abort(signal: NodeJS.Signals): void;
  /** SIGUSR2. */
  restart(): void;
  /** SIGHUP from a service manager. From a terminal that was closed it means stop. */
  reopenLogs(): void;
}

// Ctrl-C reaches us from the terminal and once more from npm: what comes at the same time is one.
const samePress = 1000;

/** Listens for signals. */
export function handleSignals({ stop, abort, restart, reopenLogs }: SignalActions): void {
  let stoppedAt: number | undefined;
  const end = (signal: NodeJS.Signals) => {
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      stop(signal);
    } else if (performance.now() - stoppedAt > samePress) abort(signal);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('SIGUSR2', () => restart());
  process.on('SIGHUP', (signal) => (process.stdin.isTTY ? end(signal) : reopenLogs()));
}
