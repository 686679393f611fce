/** Foxden can't start, for a reason outside of it; the message says what to do. */
export class StartError extends Error {
  static readonly exitCode = 1;
}
