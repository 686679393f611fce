import { useEffect, useState } from 'preact/hooks';
import { describeDataProblem } from '../vault/describe.ts';
import type { Collections, ReadCollection } from './collections.ts';

/** A collection on its way, or what went wrong. */
export interface Records {
  read?: ReadCollection;
  /** How many were read so far. */
  count: number;
  /** In plain words. */
  problem?: string;
  retry(): void;
}

/** Reads a collection when a view appears. */
export function useRecords(collections: Collections, name: string): Records {
  const [state, setState] = useState<Omit<Records, 'retry'>>({ count: 0 });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setState({ count: 0 });
    const show = (next: Omit<Records, 'retry'>) => isWanted && setState(next);
    collections
      .read(name, (count) => show({ count }))
      .then(
        (read) => show({ read, count: read.records.length }),
        (error) => show({ count: 0, problem: describeDataProblem(error) }),
      );
    return () => {
      isWanted = false;
    };
  }, [collections, name, round]);
  return { ...state, retry: () => setRound(round + 1) };
}
