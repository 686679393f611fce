import { isDatabaseUnavailable } from '../../database/availability.ts';
import { BodyError } from '../read-body.ts';

/** Returns true for what the same request may well be answered without, a moment later. */
export const isUnavailable = (thrown: unknown): boolean =>
  isDatabaseUnavailable(thrown) || (thrown instanceof BodyError && thrown.reason === 'given up');
