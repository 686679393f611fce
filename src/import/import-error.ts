/** An import can't go on; the message says why and what to do. Nothing that was there before has been changed. */
export class ImportError extends Error {
  static readonly exitCode = 1;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportError';
  }
}
