import { SaidError } from '../failures/said-error.ts';
import type { Saying } from '../failures/saying.ts';

/** A backup or a restore can't go on; the message says what, why and what to do. */
export class BackupError extends SaidError {
  constructor(message: string, saying: Saying, cause?: unknown) {
    super(message, saying, cause);
    this.name = 'BackupError';
  }
}
