import { Notice } from '../../ui/notice.tsx';
import type { ReadCollection } from '../collections.ts';
import { unreadable } from '../problems.ts';
import { text } from '../text.ts';

/** Tells of records that can't be opened. */
export function UnreadableNotice({ read }: { read: ReadCollection }) {
  return (
    <>
      {unreadable(read.records).map(({ problem, ids }) => (
        <Notice key={problem} kind="note">
          {text.unreadable[problem](ids.length)}
        </Notice>
      ))}
    </>
  );
}
