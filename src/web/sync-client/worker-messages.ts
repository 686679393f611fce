import { ApiError, UnreachableError } from '../../client/api-error.ts';
import { BadFileError, type BadFileReason, ChangedMeanwhileError, NotSyncedError, OtherKeysError } from './errors.ts';

/** A call to the worker. */
export interface Call {
  id: number;
  method: string;
  args: unknown[];
}

/** What comes back: any number of parts, then an end. */
export type Reply = { id: number } & ({ part: unknown } | { result: unknown } | { error: PlainError });

/** An error that can be sent from one thread to another. */
export interface PlainError {
  name: string;
  message: string;
  status?: number;
  errno?: number;
  retryAfter?: number;
}

/** Takes an error apart. */
export function toPlain(error: unknown): PlainError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message } = error;
  if (!(error instanceof ApiError)) return { name, message };
  const { status, errno, retryAfter } = error;
  return { name, message, status, errno, retryAfter };
}

/** Puts it together again, of the kind that it was. */
export function fromPlain({ name, message, status = 0, ...body }: PlainError): Error {
  if (name === 'ApiError') return new ApiError(status, { message, ...body });
  if (name === 'UnreachableError') return new UnreachableError(message);
  if (name === 'ChangedMeanwhileError') return new ChangedMeanwhileError();
  if (name === 'OtherKeysError') return new OtherKeysError();
  if (name === 'NotSyncedError') return new NotSyncedError();
  if (name === 'BadFileError') return new BadFileError(message as BadFileReason);
  const error = name === 'TypeError' ? new TypeError(message) : new Error(message);
  error.name = name;
  return error;
}
