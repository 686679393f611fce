/** The collection was changed by somebody else meanwhile. */
export class ChangedMeanwhileError extends Error {
  constructor() {
    super('The collection was changed meanwhile');
    this.name = 'ChangedMeanwhileError';
  }
}

/** The account's data is sealed with keys that this password doesn't open. */
export class OtherKeysError extends Error {
  constructor() {
    super('The data here is sealed with other keys');
    this.name = 'OtherKeysError';
  }
}

/** Why a file can't be taken in. */
export type BadFileReason = 'unknown kind' | 'too large' | 'not text' | 'columns' | 'quotes' | 'empty';

/** A file that is not what browsers export, or damaged. Nothing of it was taken. */
export class BadFileError extends Error {
  readonly reason: BadFileReason;

  constructor(reason: BadFileReason) {
    super(reason);
    this.name = 'BadFileError';
    this.reason = reason;
  }
}

/** No browser syncs this kind of data: the first one that begins would delete what lies there. */
export class NotSyncedError extends Error {
  constructor() {
    super('No browser syncs this kind of data');
    this.name = 'NotSyncedError';
  }
}
