import { useMemo } from 'preact/hooks';
import { own } from '../../ui/own.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { ReadCollection } from '../collections.ts';
import { isKnown, rowsOf } from '../rows.ts';
import { text } from '../text.ts';
import { PageLink } from './page-link.tsx';

/** Records of any other kind, a line each. */
export function RowsView({ name, read }: { name: string; read: ReadCollection }) {
  const rows = useMemo(() => rowsOf(name, read.records), [name, read]);
  if (rows.length === 0) return <p>{text.empty}</p>;
  return (
    <>
      {!isKnown(name) && <p class="hint">{text.rawLead}</p>}
      <VirtualList label={own(text.names, name) ?? name} items={rows} rowHeight={64} keyOf={({ key }) => key}>
        {({ title, detail, url }) => (
          <div class="two-lines">
            {url === undefined ? <strong title={title}>{title}</strong> : <PageLink url={url} title={title} />}
            <span class="hint inline" title={detail}>
              {detail.slice(0, 300)}
            </span>
          </div>
        )}
      </VirtualList>
    </>
  );
}
