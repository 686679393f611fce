import { useState } from 'preact/hooks';
import type { ApplianceStatus, Job, Task, WorkerFacts } from '../../api/admin-api.ts';
import { language } from '../../language/language.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { bytesInWords, momentInWords, numberInWords } from '../../ui/numbers.ts';
import { own } from '../../ui/own.ts';
import { ScrollArea } from '../../ui/scroll-area.tsx';
import { timeAgo } from '../../ui/time.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { Said } from '../said.tsx';
import { Facts, SectionCard } from '../section-card.tsx';
import { TaskNotice } from '../task-notice.tsx';
import { text as shared } from '../text.ts';
import { useEvents } from '../use-events.ts';
import { text } from './text.ts';

/** What runs, and what is done by itself. */
export function Processes({ admin }: { admin: Admin }) {
  const first = useResult(() => admin.look<ApplianceStatus>('/status'));
  const [status, setStatus] = useState<ApplianceStatus>();
  const [task, setTask] = useState<Task>();
  const shown = status ?? first.value;

  useEvents(admin, 'status=1', (name, data) => {
    if (name === 'status') setStatus(data as ApplianceStatus);
    if (name === 'tasks') setTask((data as Task[]).find((each) => each.name === 'restart'));
  });

  return (
    <>
      <SectionCard title={text.processesTitle} isWaiting={!shown} problem={first.problem}>
        {task && <TaskNotice task={task} />}
        {shown && <Workers status={shown} />}
        <ConfirmButton
          label={text.restart}
          question={text.restartQuestion}
          yes={text.restartYes}
          onYes={() => admin.act('/workers/restart')}
        />
      </SectionCard>
      <Jobs admin={admin} />
    </>
  );
}

function Workers({ status }: { status: ApplianceStatus }) {
  return (
    <>
      <Facts
        facts={[
          [text.supervisorMemory, bytesInWords(status.rss)],
          [text.hub, status.pairingHub === undefined ? text.hubOff : text.process(status.pairingHub)],
          [shared.crashes, numberInWords(status.crashes)],
        ]}
      />
      <ScrollArea label={text.workersTitle}>
        <table>
          <caption>{text.workersTitle}</caption>
          <thead>
            <tr>
              {text.workerColumns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {status.workers.map((worker) => (
              <Worker key={worker.pid} worker={worker} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </>
  );
}

function Worker({ worker }: { worker: WorkerFacts }) {
  const { pid, state, startedAt, stats } = worker;
  const ms = (value: number) => numberInWords(value, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 1 });
  return (
    <tr>
      <th scope="row">{pid}</th>
      <td>{text.workerStates[state]}</td>
      <td>{timeAgo(startedAt, Date.now(), language())}</td>
      <td>{stats ? bytesInWords(stats.rss) : '–'}</td>
      <td>{stats ? ms(stats.eventLoopDelay) : '–'}</td>
      <td>{stats ? numberInWords(stats.activeRequests) : '–'}</td>
      <td>{stats ? numberInWords(stats.connections) : '–'}</td>
    </tr>
  );
}

function Jobs({ admin }: { admin: Admin }) {
  const { value, problem, reload } = useResult(() => admin.look<{ jobs: Job[] }>('/jobs'));
  const [message, setMessage] = useState<string>();

  async function run(name: string) {
    try {
      await admin.act(`/jobs/${name}/run`);
      setMessage(text.jobDone(nameOf(name)));
    } finally {
      reload();
    }
  }

  return (
    <SectionCard title={text.jobsTitle} lead={text.jobsLead} isWaiting={!value} problem={problem}>
      {message && <Notice kind="good">{message}</Notice>}
      <ul class="plain-list">
        {value?.jobs.map((job) => (
          <li key={job.name} class="row apart">
            <span>
              <strong>{nameOf(job.name)}</strong>{' '}
              {job.last && <span class={`badge ${badges[job.last.state]}`}>{text.jobStates[job.last.state]}</span>}
              <span class="hint">{timesOf(job)}</span>
              {job.last?.error && (
                <span class="field-error">
                  <Said by={job.last} english={job.last.error} /> {job.last.told?.fix}
                </span>
              )}
            </span>
            <ConfirmButton
              label={text.runNow}
              name={text.runNowOf(nameOf(job.name))}
              question={text.runQuestion(nameOf(job.name))}
              yes={text.runYes}
              onYes={() => run(job.name)}
            />
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}

const badges = { running: 'off', done: 'ok', failed: 'problem' };

const nameOf = (name: string) => own(text.jobNames, name) ?? name;

function timesOf({ last, nextAt }: Job): string {
  const next = nextAt === null ? text.noNextRun : text.nextRun(momentInWords(nextAt));
  const before = last ? text.lastRun(momentInWords(last.at), numberInWords(last.ms / 1000)) : text.notRunYet;
  return `${before} · ${next}`;
}
