import { type ErrorFacts, type Explanation, type Place, SurroundingsError } from './explanation.ts';
import { explainMariadbError } from './mariadb-errors.ts';
import type { Saying } from './saying.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import { explainSystemError } from './system-errors.ts';
import { explainTlsError } from './tls-errors.ts';

/** How deep causes are looked into. */
const deepest = 8;

/**
 * Turns errors of the system, of databases and of TLS into words: the one place that does. An error that is not the
 * surroundings' doing is a bug, and is not explained.
 *
 * @param error - Whatever was thrown; its causes are looked at too.
 * @param place - What was being worked on.
 * @returns Undefined for anything else, also for errors that Foxden throws in words itself.
 */
export function explain(error: unknown, place: Place = {}): Explanation | undefined {
  return explainDeep(error, place, 0);
}

function explainDeep(error: unknown, place: Place, depth: number): Explanation | undefined {
  if (!(error instanceof Error) || depth > deepest || speaksForItself(error)) return undefined;
  const facts = error as ErrorFacts;
  const found =
    explainSqliteError(facts, place) ??
    explainMariadbError(facts, place) ??
    explainTlsError(facts, place) ??
    explainSystemError(facts, place);
  if (found) return found;
  const inner = error instanceof AggregateError ? error.errors : [];
  for (const each of [...inner, error.cause]) {
    const explanation = explainDeep(each, place, depth + 1);
    if (explanation) return explanation;
  }
  return undefined;
}

/** True when Foxden has thrown an error on purpose, with a message for a person: its class names an exit code. */
export function speaksForItself(error: Error): boolean {
  return typeof (error.constructor as { exitCode?: unknown }).exitCode === 'number';
}

/** What to tell a person about an error in one or two sentences: its explanation, or its own message. */
export function inWords(error: unknown, place?: Place): string {
  const explanation = explain(error, place);
  if (explanation) return `${explanation.cause} ${explanation.fix}`;
  return error instanceof Error ? error.message : String(error);
}

/**
 * The same as {@link inWords}, for those who say it in another language.
 *
 * @param place - What was being worked on.
 */
export function sayingOf(error: unknown, place?: Place): Saying {
  const { saying } = (error ?? {}) as { saying?: Saying };
  return saying ?? explain(error, place)?.saying ?? { id: 'unexpected', facts: { message: inWords(error) } };
}

/**
 * Does some work; what the surroundings make fail is thrown in words.
 *
 * @param place - What is worked on.
 * @throws {SurroundingsError} Instead of an error that {@link explain} knows. Others pass as they are.
 */
export async function explaining<T>(place: Place, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const explanation = explain(error, place);
    throw explanation ? new SurroundingsError(explanation, error) : error;
  }
}
