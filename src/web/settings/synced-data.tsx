import { readSyncData } from '../api/sync-data-api.ts';
import { language } from '../language/language.ts';
import { Busy } from '../ui/busy.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { timeAgo } from '../ui/time.ts';
import { useResult } from '../ui/use-result.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';

/** Answers the question of everybody who runs a server of their own: does my Firefox really sync with it? */
export function SyncedData({ session }: { session: Session }) {
  const { value, problem } = useResult(() => readSyncData(session.sessionToken));
  const shown = value?.collections
    .filter(({ name }) => !text.internalCollections.includes(name))
    .sort((a, b) => b.modified - a.modified);
  return (
    <section class="card" aria-labelledby="synced">
      <h2 id="synced">{text.syncedTitle}</h2>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {!value && !problem && <Busy />}
      {shown?.length === 0 && <p>{text.nothingSynced}</p>}
      {shown && shown.length > 0 && (
        <>
          <p class="lead">{text.syncedLead(location.host)}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.collection}</th>
                <th scope="col">{text.records}</th>
                <th scope="col">{text.lastChange}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, records, modified }) => (
                <tr key={name}>
                  <th scope="row">{own(text.collections, name) ?? name}</th>
                  <td>{records.toLocaleString(language())}</td>
                  <td>{timeAgo(modified, Date.now(), language())}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <a href="/sync">{text.openMySync}</a>
          </p>
          <p>
            <a href="/data">{text.openData}</a>
          </p>
          <p>
            <a href="/history">{text.openTimeMachine}</a>
          </p>
          <p>
            <a href="/send">{text.sendPage}</a>
          </p>
          <p class="hint">{text.phoneBookmarks}</p>
        </>
      )}
    </section>
  );
}
