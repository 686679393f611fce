import type { OpenRecord } from '../sync-client/records.ts';
import type { WorkerClient } from '../sync-client/worker-client.ts';
import { Busy } from '../ui/busy.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { useResult } from '../ui/use-result.ts';
import { describeDataProblem } from '../vault/describe.ts';
import { wordsOf } from './describe.ts';
import { dayAndTime } from './format.ts';
import { fixedIds, NoReturnError, type Past, takeBack } from './take-back.ts';
import { text } from './text.ts';
import type { Plan } from './timeline.ts';

const shown = 100;

interface Props {
  client: WorkerClient;
  kind: string;
  past: Past;
  moment: number;
  /** Given the time of the write. */
  onDone(at: number): void;
  onCancel(): void;
}

/** Says exactly what taking a collection back would change, and does it when that is confirmed. */
export function PlanView(props: Props) {
  const { kind, past, moment } = props;
  const { value: plan } = useResult(() => past.timeline.plan(moment, kind === 'bookmarks' ? fixedIds : undefined));
  return plan ? <Planned {...props} plan={plan} /> : <Busy />;
}

function Planned({ client, kind, past, moment, plan, onDone, onCancel }: Props & { plan: Plan }) {
  const { comesBack, becomes, goes, lost, isEmpty } = plan;
  const isNothing = comesBack.length + becomes.length + goes.length === 0;

  async function confirm(): Promise<string | undefined> {
    try {
      onDone(await takeBack(client, kind, plan, past));
      return undefined;
    } catch (error) {
      return error instanceof NoReturnError ? text.offMeanwhile : describeDataProblem(error);
    }
  }

  return (
    <>
      <h3>{text.planTitle(own(text.names, kind) ?? kind, dayAndTime(moment))}</h3>
      {isEmpty && <Notice kind="note">{text.planEmpty}</Notice>}
      {!isEmpty && isNothing && <Notice kind="note">{text.planNothing}</Notice>}
      {!isEmpty && !isNothing && (
        <>
          <Part kind={kind} title={text.comesBack(kind, comesBack.length)} records={comesBack} />
          <Part kind={kind} title={text.becomes(kind, becomes.length)} records={becomes} />
          <Part kind={kind} title={text.goes(kind, goes.length)} records={goes} />
          {lost > 0 && <Notice kind="note">{text.lost(lost)}</Notice>}
          <p class="hint">{text.limits}</p>
          <Form submit={text.confirm} onSubmit={confirm} danger />
        </>
      )}
      <p>
        <button type="button" class="button quiet" onClick={onCancel}>
          {text.cancel}
        </button>
      </p>
    </>
  );
}

function Part({ kind, title, records }: { kind: string; title: string; records: OpenRecord[] }) {
  if (records.length === 0) return null;
  return (
    <details open={records.length <= 10}>
      <summary>{title}</summary>
      <ul class="plan">
        {records.slice(0, shown).map((record) => {
          const { title, detail } = wordsOf(kind, record);
          return (
            <li key={record.id}>
              {title} {detail !== '' && detail !== title && <span class="hint">{detail}</span>}
            </li>
          );
        })}
        {records.length > shown && <li>{text.more(records.length - shown)}</li>}
      </ul>
    </details>
  );
}
