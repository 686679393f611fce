import { useState } from 'preact/hooks';
import type { SecurityEvent } from '../api/history-api.ts';
import { Busy } from '../ui/busy.tsx';
import { Notice } from '../ui/notice.tsx';
import { momentInWords, numberInWords } from '../ui/numbers.ts';
import { own } from '../ui/own.ts';
import { programInWords } from '../ui/program.ts';
import type { Result } from '../ui/use-result.ts';
import { text } from './text.ts';

/** So many are shown at first. */
const first = 8;

/** What happened to the safety of the account: when, from where, with what program. */
export function HistoryCard({ history: { value, problem } }: { history: Result<SecurityEvent[]> }) {
  const [isAll, showAll] = useState(false);
  return (
    <section class="card" aria-labelledby="security">
      <h2 id="security">{text.historyTitle}</h2>
      <p class="lead">{text.historyLead}</p>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {!value && !problem && <Busy />}
      {value?.length === 0 && <p>{text.noHistory}</p>}
      <ol class="plain-list">
        {value?.slice(0, isAll ? undefined : first).map((event, i) => (
          <Event key={`${event.time} ${i}`} event={event} />
        ))}
      </ol>
      {value && value.length > first && !isAll && (
        <button type="button" class="button quiet" onClick={() => showAll(true)}>
          {text.showAll(numberInWords(value.length))}
        </button>
      )}
    </section>
  );
}

function Event({ event: { event, time, address, browser, os } }: { event: SecurityEvent }) {
  const program = programInWords(browser, os);
  return (
    <li>
      <h3>{own(text.events, event) ?? event}</h3>
      <p class="hint">
        {[
          <time dateTime={new Date(time).toISOString()}>{momentInWords(time)}</time>,
          address && ` · ${address}`,
          program && ` · ${program}`,
        ]}
      </p>
    </li>
  );
}
