import { randomBytes } from 'node:crypto';

/** Makes the id of a batch: opaque, not to be guessed, and safe in a URL as it stands. */
export const newBatchId = (): string => randomBytes(16).toString('hex');
