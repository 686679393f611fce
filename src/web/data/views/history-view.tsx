import { useEffect, useMemo, useState } from 'preact/hooks';
import { language } from '../../language/language.ts';
import type { OpenRecord } from '../../sync-client/records.ts';
import { Busy } from '../../ui/busy.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import type { ReadCollection } from '../collections.ts';
import { type HistoryLine, linesByDay, searchPages, type VisitedPage, visitedPages } from '../history-days.ts';
import { text } from '../text.ts';
import { PageLink } from './page-link.tsx';
import { SearchBox } from './search-box.tsx';

/** Visited pages by day, with a search. */
export function HistoryView({ read }: { read: ReadCollection }) {
  const [pages, setPages] = useState<VisitedPage[]>();
  useEffect(() => {
    visitedPages(read.records as OpenRecord<'history'>[]).then(setPages);
  }, [read]);
  return pages ? <Pages pages={pages} /> : <Busy />;
}

function Pages({ pages }: { pages: VisitedPage[] }) {
  const [search, setSearch] = useState('');
  const found = useMemo(() => searchPages(pages, search), [pages, search]);
  const lines = useMemo(() => linesByDay(found), [found]);
  return (
    <>
      <SearchBox label={text.search} value={search} onValue={setSearch} />
      <p class="hint" role="status">
        {text.found(found.length)}
      </p>
      <VirtualList label={text.names.history!} items={lines} rowHeight={40} keyOf={keyOf}>
        {(line) => <Line line={line} />}
      </VirtualList>
    </>
  );
}

const keyOf = (line: HistoryLine) => ('page' in line ? line.page.id : String(line.day));

function Line({ line }: { line: HistoryLine }) {
  if (!('page' in line)) {
    const day = new Intl.DateTimeFormat(language(), { dateStyle: 'full' }).format(line.day);
    return (
      <strong>
        {day} <span class="hint inline">{text.found(line.count)}</span>
      </strong>
    );
  }
  const { url, title, lastVisit, visits } = line.page;
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(lastVisit);
  return (
    <>
      <span class="hint inline">{time}</span> <PageLink url={url} title={title} />
      <span class="hint inline">{text.visits(visits)}</span>
    </>
  );
}
