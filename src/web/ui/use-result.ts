import { useEffect, useState } from 'preact/hooks';
import { describeProblem } from './problem.ts';

/** What came of a question to the server. */
export interface Result<T> {
  value?: T;
  /** In plain words. */
  problem?: string;
  /** Asks again. */
  reload(): void;
}

/**
 * Asks the server something when a page appears.
 *
 * @param ask - The question; asked again when `key` changes.
 */
export function useResult<T>(ask: () => Promise<T>, key = ''): Result<T> {
  const [result, setResult] = useState<{ value?: T; problem?: string }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    ask().then(
      (value) => setResult({ value }),
      (error) => setResult({ problem: describeProblem(error) }),
    );
  }, [key, round]);
  return { ...result, reload: () => setRound(round + 1) };
}
