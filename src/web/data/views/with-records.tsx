import type { ComponentChildren } from 'preact';
import { Notice } from '../../ui/notice.tsx';
import type { Collections, ReadCollection } from '../collections.ts';
import { text } from '../text.ts';
import { useRecords } from '../use-records.ts';

/** Reads a collection and tells how far it is; then shows it. */
export function WithRecords(props: {
  collections: Collections;
  name: string;
  /** How many records there are. */
  all: number;
  children(read: ReadCollection): ComponentChildren;
}) {
  const { collections, name, all, children } = props;
  const { read, count, problem, retry } = useRecords(collections, name);
  if (problem) {
    return (
      <>
        <Notice kind="bad">{problem}</Notice>
        <button type="button" class="button quiet" onClick={retry}>
          {text.tryAgain}
        </button>
      </>
    );
  }
  if (read) return children(read);
  return (
    <div role="status">
      <p>{text.reading(count, Math.max(all, count))}</p>
      <progress max={Math.max(all, 1)} value={count} />
    </div>
  );
}
