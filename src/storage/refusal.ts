import type { Stamp } from './stamp.ts';

/** Why a storage engine refused a command. */
export type RefusalReason =
  | 'modified since'
  | 'over quota'
  | 'no such record'
  | 'no such batch'
  | 'batch too large'
  | 'too many batches'
  | 'too many downloads';

/** A storage engine refused a command; nothing has changed. */
export class StorageRefusal extends Error {
  readonly reason: RefusalReason;
  /** Current stamp of what the command is aimed at, when the reason is `modified since`. */
  readonly modified: Stamp;

  constructor(reason: RefusalReason, modified: Stamp = 0) {
    super(reason);
    this.name = 'StorageRefusal';
    this.reason = reason;
    this.modified = modified;
  }
}
