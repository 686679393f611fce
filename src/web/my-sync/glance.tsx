import type { SyncData } from '../api/sync-data-api.ts';
import { language } from '../language/language.ts';
import { Notice } from '../ui/notice.tsx';
import { bytesInWords, momentInWords } from '../ui/numbers.ts';
import { timeAgo } from '../ui/time.ts';
import { text } from './text.ts';

/** Answers at once whether anything arrives here, and how much room is left. */
export function Glance({ data: { collections, lastWrite, quota } }: { data: SyncData }) {
  const used = collections.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <section class="card" aria-labelledby="glance">
      <h2 id="glance">{text.glanceTitle}</h2>
      {lastWrite === null ? (
        <>
          <p>
            {text.noWrite} {text.noWriteHelp}
          </p>
          <p>
            <a class="button" href="/connect">
              {text.connect}
            </a>
          </p>
        </>
      ) : (
        <p>
          <strong>
            {Date.now() - lastWrite < 60_000
              ? text.justNow
              : text.lastWrite(timeAgo(lastWrite, Date.now(), language()))}
          </strong>
          <span class="hint">
            <time dateTime={new Date(lastWrite).toISOString()}>{momentInWords(lastWrite)}</time>
          </span>
        </p>
      )}
      <Room used={used} quota={quota} />
    </section>
  );
}

function Room({ used, quota }: { used: number; quota: number | null }) {
  if (quota === null) return <p>{text.used(bytesInWords(used))}</p>;
  if (used >= quota) return <Notice kind="bad">{text.full(bytesInWords(quota))}</Notice>;
  return (
    <>
      <progress aria-label={text.quota} value={used} max={quota} />
      <p>{text.usedOf(bytesInWords(used), bytesInWords(quota), bytesInWords(quota - used))}</p>
    </>
  );
}
