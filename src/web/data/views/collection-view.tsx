import { useState } from 'preact/hooks';
import type { Collections, ReadCollection } from '../collections.ts';
import { BookmarksView } from './bookmarks-view.tsx';
import { HistoryView } from './history-view.tsx';
import { PasswordsQuestion, PasswordsView } from './passwords-view.tsx';
import { RowsView } from './rows-view.tsx';
import { UnreadableNotice } from './unreadable-notice.tsx';
import { WithRecords } from './with-records.tsx';

/** One collection. */
export function CollectionView(props: { collections: Collections; name: string; all: number }) {
  const [isAllowed, allow] = useState(props.name !== 'passwords');
  if (!isAllowed) return <PasswordsQuestion onYes={() => allow(true)} />;
  return (
    <WithRecords {...props}>
      {(read) => (
        <>
          <UnreadableNotice read={read} />
          <Content name={props.name} read={read} />
        </>
      )}
    </WithRecords>
  );
}

function Content({ name, read }: { name: string; read: ReadCollection }) {
  if (name === 'bookmarks') return <BookmarksView read={read} />;
  if (name === 'history') return <HistoryView read={read} />;
  if (name === 'passwords') return <PasswordsView read={read} />;
  return <RowsView name={name} read={read} />;
}
