/** Why a sync has ended, in the client's own terms (sync11.md §4.5). */
export type FailureKind =
  /** The server took name and password no more; the client has forgotten its node and tries once more next time. */
  | 'logged-out'
  /** The person is asked for the password. */
  | 'login-rejected'
  | 'no-node'
  | 'wrong-recovery-key'
  /** 500, 502, 503, 504: wait, longer each time. */
  | 'server-maintenance'
  | 'network'
  /** "Keys changed underneath": what was just written can't be read back. */
  | 'keys-changed'
  | 'upgrade-needed'
  | 'over-quota'
  | 'engine';

/** A sync, or one engine's part of it, has failed. */
export class SyncFailure extends Error {
  readonly kind: FailureKind;
  readonly status: number;

  constructor(kind: FailureKind, status = 0) {
    super(status === 0 ? kind : `${kind} (${status})`);
    this.kind = kind;
    this.status = status;
  }
}
