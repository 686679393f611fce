import type { SyncedCollection } from '../api/sync-data-api.ts';
import { language } from '../language/language.ts';
import { bytesInWords, momentInWords, numberInWords } from '../ui/numbers.ts';
import { timeAgo } from '../ui/time.ts';
import { isInternal, nameOfCollection } from './collection-names.ts';
import { text } from './text.ts';

/** What is stored, along the times at which it was changed last. */
export function CollectionsCard({ collections }: { collections: SyncedCollection[] }) {
  const shown = collections.filter((each) => !isInternal(each)).sort((a, b) => b.modified - a.modified);
  const inside = collections.filter(isInternal);
  return (
    <section class="card" aria-labelledby="stored">
      <h2 id="stored">{text.collectionsTitle}</h2>
      <p class="lead">{text.collectionsLead}</p>
      {shown.length === 0 && <p>{text.nothingStored}</p>}
      <ol class="timeline">
        {shown.map((each) => (
          <Moment key={each.name} time={each.modified} name={nameOfCollection(each.name)} of={[each]} />
        ))}
        {inside.length > 0 && (
          <Moment time={Math.max(...inside.map(({ modified }) => modified))} name={text.ofFirefox} of={inside} />
        )}
      </ol>
      <nav aria-label={text.links}>
        <p>
          <a href="/data">{text.openData}</a>
        </p>
        <p>
          <a href="/history">{text.openHistory}</a>
        </p>
        <p>
          <a href="/send">{text.openSend}</a>
        </p>
      </nav>
    </section>
  );
}

function Moment({ time, name, of }: { time: number; name: string; of: SyncedCollection[] }) {
  const records = of.reduce((sum, each) => sum + each.records, 0);
  const bytes = of.reduce((sum, each) => sum + each.bytes, 0);
  return (
    <li>
      <h3>{name}</h3>
      <p class="hint">
        <time dateTime={new Date(time).toISOString()} title={momentInWords(time)}>
          {timeAgo(time, Date.now(), language())}
        </time>{' '}
        · {text.entries(numberInWords(records), records === 1)} · {bytesInWords(bytes)}
      </p>
    </li>
  );
}
