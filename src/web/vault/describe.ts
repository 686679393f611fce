import { ApiError } from '../../client/api-error.ts';
import { ChangedMeanwhileError, OtherKeysError } from '../sync-client/errors.ts';
import { describeProblem } from '../ui/problem.ts';
import { text } from './text.ts';

/** Says what went wrong with somebody's data, and what to do next. */
export function describeDataProblem(error: unknown): string {
  if (error instanceof ChangedMeanwhileError) return text.changedMeanwhile;
  if (error instanceof OtherKeysError) return text.otherKeys;
  if (error instanceof ApiError && error.status === 403) return text.storageFull;
  if (error instanceof ApiError && error.status === 413) return text.tooMany;
  return describeProblem(error);
}
