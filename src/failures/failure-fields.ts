import { errorFields, type LogFields } from '../log/logger.ts';
import { explain, speaksForItself } from './explain.ts';
import type { Place } from './explanation.ts';

/**
 * Facts of an error for the log: what surroundings cause (database, disk, network, clock), and what Foxden says in words itself,
 * without a stack; everything else is a bug and has one.
 *
 * @param place - What was being worked on.
 */
export function failureFields(error: unknown, place?: Place): LogFields {
  const { stack, ...facts } = errorFields(error);
  if (error instanceof Error && speaksForItself(error)) return facts;
  const explanation = explain(error, place);
  return explanation ? { ...facts, reason: `${explanation.cause} ${explanation.fix}` } : { ...facts, stack };
}
