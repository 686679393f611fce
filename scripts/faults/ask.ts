import type { StorageAnswer } from '../../testing/storage-client.ts';
import type { Findings } from './findings.ts';

/** How long an answer may take, ms. A worker that hangs is ended by its supervisor after half a minute. */
const patience = 60_000;

/** How requests ended that have to be repeated. */
export interface Retries {
  /** 503 with Retry-After. */
  refused: number;
  /** No connection, or one that broke. */
  unanswered: number;
}

/** The least that is looked at in an answer. */
type Answered = Pick<StorageAnswer, 'status' | 'headers'>;

/**
 * Sends a request while faults are dealt, and looks at what comes back.
 *
 * @param what - The request in words.
 * @param expected - Statuses that it may have besides 503.
 * @returns The answer; undefined when it has to be repeated and may have been done or not.
 */
export async function ask<Answer extends Answered>(
  { findings, retries }: { findings: Findings; retries: Retries },
  what: string,
  request: () => Promise<Answer>,
  expected: number[] = [200],
): Promise<Answer | undefined> {
  const { promise: timeout, resolve } = Promise.withResolvers<'timeout'>();
  const timer = setTimeout(() => resolve('timeout'), patience);
  const answer = await Promise.race([request().catch(() => undefined), timeout]);
  clearTimeout(timer);
  if (answer === 'timeout') findings.add('other', `${what}: no answer in ${patience / 1000} s`);
  else if (answer === undefined) retries.unanswered++;
  else if (expected.includes(answer.status)) return answer;
  else if (answer.status !== 503) findings.add('other', `${what}: status ${answer.status} ${bodyOf(answer)}`);
  else if (!answer.headers.has('retry-after')) findings.add('other', `${what}: 503 without Retry-After`);
  else retries.refused++;
  return undefined;
}

const bodyOf = (answer: object) => JSON.stringify(Object.assign({}, answer, { headers: undefined })).slice(0, 300);
