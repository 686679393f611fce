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
