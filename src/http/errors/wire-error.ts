/**
 * An error that a client is told about. Each wire protocol has one subclass of its own with one mapper beside it; the
 * shapes differ on purpose (architecture.md §2).
 */
export abstract class WireError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Headers of the answer, such as Retry-After. */
  readonly headers: Record<string, string>;
  /** Account that it is about, for the audit log only. */
  readonly uid: string | undefined;

  constructor(
    status: number,
    message: string,
    options: { headers?: Record<string, string>; uid?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.status = status;
    this.headers = options.headers ?? {};
    this.uid = options.uid;
  }
}
