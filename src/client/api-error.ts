interface ErrorBody {
  errno?: number;
  message?: string;
  retryAfter?: number;
  email?: string;
  reason?: string;
}

/** An answer other than 2xx of our own server (accounts.md §3.7). */
export class ApiError extends Error {
  readonly status: number;
  /** Number of the error table; 999 when the answer wasn't ours, such as a proxy's page. */
  readonly errno: number;
  /** Seconds after which to try again, if the server said so. */
  readonly retryAfter?: number;
  /** The spelling that the server knows (errno 120), else undefined. */
  readonly email?: string;

  /** Which of several refusals it is, in a word; our own sign-up says so. */
  readonly reason?: string;

  constructor(status: number, body: ErrorBody) {
    super(body.message ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.errno = body.errno ?? 999;
    this.retryAfter = body.retryAfter;
    this.email = body.email;
    this.reason = body.reason;
  }
}

/** The server could not be reached at all. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The server does not answer', { cause });
    this.name = 'UnreachableError';
  }
}
