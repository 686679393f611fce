import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BadFileError, ChangedMeanwhileError, NotSyncedError } from '../sync-client/errors.ts';
import type { WorkerClient } from '../sync-client/worker-client.ts';
import { dayAndTime } from '../time-machine/format.ts';
import { FileChoice } from '../ui/file-choice.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeDataProblem } from '../vault/describe.ts';
import type { ImportSummary } from './imported.ts';
import { SummaryView } from './summary-view.tsx';
import { text } from './text.ts';

type State =
  | { name: 'idle'; problem?: string }
  | { name: 'reading'; count: number }
  | { name: 'plan'; file: File; summary: ImportSummary; problem?: string }
  | { name: 'writing'; sent: number; all: number }
  | { name: 'done'; summary: ImportSummary; at: number };

/** Takes a file of bookmarks or passwords into the account, after it was looked at. `onChanged`: a collection was written. */
export function ImportSection(props: { client: WorkerClient; onChanged(collection: string): void }) {
  const { client, onChanged } = props;
  const [state, setState] = useState<State>({ name: 'idle' });
  const isKept = useTimeMachine(client);
  // A file that was chosen can be chosen again only in a new field.
  const [round, setRound] = useState(0);

  async function read(file: File, problem?: string) {
    setState({ name: 'reading', count: 0 });
    try {
      const summary = await client.prepareImport(file, (count) => setState({ name: 'reading', count }));
      setState({ name: 'plan', file, summary, ...(problem !== undefined && { problem }) });
    } catch (error) {
      setState({ name: 'idle', problem: describeImportProblem(error) });
    }
    setRound((count) => count + 1);
  }

  async function write(file: File, summary: ImportSummary) {
    setState({ name: 'writing', sent: 0, all: 0 });
    try {
      const stamp = await client.writeImport(({ sent, all }) => setState({ name: 'writing', sent, all }));
      setState({ name: 'done', summary, at: Math.round(Number(stamp) * 1000) });
      onChanged(summary.kind);
    } catch (error) {
      if (error instanceof ChangedMeanwhileError) await read(file, text.changedMeanwhile);
      else setState({ name: 'plan', file, summary, problem: describeImportProblem(error) });
    }
  }

  return (
    <section class="card" aria-labelledby="import">
      <h2 id="import">{text.title}</h2>
      <p>{text.lead}</p>
      {state.name === 'idle' && state.problem && <Notice kind="bad">{state.problem}</Notice>}
      {state.name === 'done' && <Done {...state} isKept={isKept === true} />}
      {(state.name === 'idle' || state.name === 'done') && (
        <FileChoice
          key={round}
          label={text.choose}
          accept=".html,.htm,.csv,.tsv,text/html,text/csv"
          onFile={(file) => read(file)}
        />
      )}
      {state.name === 'reading' && <Progress words={text.reading(state.count)} />}
      {state.name === 'writing' && (
        <Progress words={text.writing(state.sent, state.all)} value={state.sent} max={state.all} />
      )}
      {state.name === 'plan' && (
        <SummaryView summary={state.summary} fileName={state.file.name}>
          {state.problem && <Notice kind="bad">{state.problem}</Notice>}
          {!state.summary.isEmpty && (
            <>
              <WayBack isKept={isKept} />
              <Form compact submit={text.confirm} onSubmit={() => write(state.file, state.summary)} />
            </>
          )}
          <p>
            <button type="button" class="button quiet" onClick={() => setState({ name: 'idle' })}>
              {text.cancel}
            </button>
          </p>
        </SummaryView>
      )}
    </section>
  );
}

/** Whether what is written over is kept; undefined: not known, or this server never does. */
function useTimeMachine(client: WorkerClient): boolean | undefined {
  const [isKept, setKept] = useState<boolean>();
  useEffect(() => {
    client.versionsState().then(
      ({ since }) => setKept(since !== null),
      () => {},
    );
  }, [client]);
  return isKept;
}

function WayBack({ isKept }: { isKept: boolean | undefined }) {
  if (isKept === undefined) return null;
  return (
    <p class="hint">
      {isKept ? text.timeMachineOn : text.timeMachineOff} <TimeMachineLink />
    </p>
  );
}

const TimeMachineLink = () => <a href="/history">{text.timeMachine}</a>;

function Done({ summary, at, isKept }: { summary: ImportSummary; at: number; isKept: boolean }) {
  return (
    <>
      <Notice kind="good">
        {text.done[summary.kind](summary.added)} {text.follow}
      </Notice>
      {isKept && (
        <p>
          {text.wayBack(dayAndTime(at))} <TimeMachineLink />
        </p>
      )}
    </>
  );
}

function Progress({ words, value, max }: { words: ComponentChildren; value?: number; max?: number }) {
  return (
    <div role="status">
      <p>{words}</p>
      <progress aria-label={text.title} {...(value !== undefined && { value, max: Math.max(max ?? 0, 1) })} />
    </div>
  );
}

function describeImportProblem(error: unknown): string {
  if (error instanceof BadFileError) return text.problems[error.reason];
  if (error instanceof NotSyncedError) return text.notSynced;
  return describeDataProblem(error);
}
