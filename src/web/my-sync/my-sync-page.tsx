import { useCallback, useEffect, useState } from 'preact/hooks';
import { readSecurityHistory } from '../api/history-api.ts';
import { readSyncData, type SyncData } from '../api/sync-data-api.ts';
import { RecoveryCodes } from '../settings/recovery-codes.tsx';
import type { Session } from '../settings/session.ts';
import { backToSettings, SettingsFrame } from '../settings/settings-frame.tsx';
import { Busy } from '../ui/busy.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { useResult } from '../ui/use-result.ts';
import { ArchiveCard } from './archive-card.tsx';
import { CodesCard } from './codes-card.tsx';
import { CollectionsCard } from './collections-card.tsx';
import { DeleteCard } from './delete-card.tsx';
import { Glance } from './glance.tsx';
import { HistoryCard } from './history-card.tsx';
import { SignedIn } from './signed-in.tsx';
import { text } from './text.ts';

/** How often the page looks what has arrived, ms. */
const rhythm = 30_000;

/** `/sync`: what of an account lies here, who can get at it, and what happened. */
export function MySyncPage() {
  return <SettingsFrame width="wide">{(session) => <MySync session={session} />}</SettingsFrame>;
}

function MySync({ session }: { session: Session }) {
  const [data, setData] = useState<SyncData>();
  const [problem, setProblem] = useState<string>();
  const [codes, setCodes] = useState<string[]>();

  const load = useCallback(async () => {
    try {
      setData(await readSyncData(session.sessionToken));
      setProblem(undefined);
    } catch (error) {
      setProblem(describeProblem(error));
    }
  }, [session]);

  useEffect(() => {
    load();
    const timer = setInterval(() => document.visibilityState === 'visible' && load(), rhythm);
    return () => clearInterval(timer);
  }, [load]);

  if (codes) return <RecoveryCodes codes={codes} done={text.codesRenewed} next="/sync" />;
  return (
    <>
      <Heading>{text.title}</Heading>
      <p class="lead">{text.lead(session.email, location.host)}</p>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {/* Whoever is not let in here, as before the second step, is let in nowhere below. */}
      {!data && problem && (
        <p>
          <a class="button" href="/signin">
            {text.signInAgain}
          </a>
        </p>
      )}
      {!data && !problem && <Busy />}
      {data && <Cards session={session} data={data} reload={load} onCodes={setCodes} />}
      <p class="back">
        <a href={backToSettings.href}>{backToSettings.words}</a>
      </p>
    </>
  );
}

function Cards(props: { session: Session; data: SyncData; reload(): Promise<void>; onCodes(codes: string[]): void }) {
  const { session, data, reload, onCodes } = props;
  const history = useResult(() => readSecurityHistory(session.sessionToken));
  return (
    <div class="columns">
      <div>
        <Glance data={data} />
        <CollectionsCard collections={data.collections} />
        <ArchiveCard sessionToken={session.sessionToken} onDone={history.reload} />
        <DeleteCard
          session={session}
          collections={data.collections}
          onDone={async () => {
            history.reload();
            await reload();
          }}
        />
      </div>
      <div>
        <SignedIn session={session} history={history} />
        <CodesCard session={session} onCodes={onCodes} />
        <HistoryCard history={history} />
      </div>
    </div>
  );
}
