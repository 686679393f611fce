/** Foxden can't start, for a reason outside of it; the message says what to do. */
export class StartError extends Error {
  static readonly exitCode: number = 1;
}

/** The same, where starting again would not help: service managers leave it at that (EX_CONFIG of sysexits.h). */
export class FinalStartError extends StartError {
  static override readonly exitCode = 78;
}
