/** A backup or a restore can't go on; the message says what, why and what to do. */
export class BackupError extends Error {
  static readonly exitCode = 1;

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'BackupError';
  }
}
