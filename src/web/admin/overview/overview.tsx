import { useState } from 'preact/hooks';
import type {
  ApplianceStatus,
  CertificateEvent,
  CertificateFacts,
  Finding,
  NewestVersion,
  Task,
  TlsFacts,
} from '../../api/admin-api.ts';
import { language } from '../../language/language.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { dayInWords, momentInWords, numberInWords } from '../../ui/numbers.ts';
import { own } from '../../ui/own.ts';
import { timeAgo } from '../../ui/time.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { Said } from '../said.tsx';
import { Facts, SectionCard } from '../section-card.tsx';
import { TaskNotice } from '../task-notice.tsx';
import { text as shared } from '../text.ts';
import { useEvents } from '../use-events.ts';
import { text } from './text.ts';

/** How the appliance is, and what to mend. */
export function Overview({ admin }: { admin: Admin }) {
  const status = useResult(() => admin.look<ApplianceStatus>('/status'));
  const newest = useResult(() => admin.look<NewestVersion>('/newest_version'));
  return (
    <>
      <SectionCard title={text.statusTitle} isWaiting={!status.value} problem={status.problem}>
        {status.value && <StatusFacts status={status.value} newest={newest.value} />}
      </SectionCard>
      <Checks admin={admin} />
      <SectionCard title={text.certificateTitle} isWaiting={!status.value} problem={status.problem}>
        {status.value && <Certificate admin={admin} tls={status.value.tls} onRenewed={status.reload} />}
      </SectionCard>
    </>
  );
}

function StatusFacts({ status, newest }: { status: ApplianceStatus; newest?: NewestVersion }) {
  const ago = (time: number) => timeAgo(time, Date.now(), language());
  return (
    <Facts
      facts={[
        [text.state, text.states[status.state]],
        [text.version, text.newest[newest?.state ?? 'off'](status.version, newest?.version ?? '')],
        [text.address, status.address],
        [text.database, text.databases[status.database]],
        [text.accounts, numberInWords(status.users)],
        [text.startedAt, momentInWords(status.startedAt)],
        [text.workersRunning, numberInWords(status.workers.filter(({ state }) => state === 'ready').length)],
        [shared.crashes, numberInWords(status.crashes)],
        [text.lastBackup, status.newestBackup === null ? text.noBackup : ago(status.newestBackup)],
      ]}
    />
  );
}

function Checks({ admin }: { admin: Admin }) {
  const { value, problem, reload } = useResult(() => admin.look<{ findings: Finding[] }>('/doctor'));
  const wrong = value?.findings.filter(({ state }) => state !== 'ok') ?? [];
  return (
    <SectionCard title={text.checksTitle} lead={text.checksLead} isWaiting={!value} problem={problem}>
      {value && wrong.length === 0 && <Notice kind="good">{text.allWell}</Notice>}
      {value && (
        <>
          <ul class="plain-list">
            {[...wrong, ...value.findings.filter(({ state }) => state === 'ok')].map((finding) => (
              <Check key={`${finding.check} ${finding.says}`} finding={finding} />
            ))}
          </ul>
          <button type="button" class="button quiet" onClick={reload}>
            {text.checkAgain}
          </button>
        </>
      )}
    </SectionCard>
  );
}

function Check({ finding }: { finding: Finding }) {
  const { check, state, says, fix } = finding;
  return (
    <li>
      <h3>
        {own(text.checkNames, check) ?? check} <span class={`badge ${state}`}>{text.findingStates[state]}</span>
      </h3>
      <p class="hint">
        <Said by={finding} english={says} />
      </p>
      {fix && (
        <p>
          <strong>{text.fix}</strong> <Said by={finding} english={fix} part="fix" />
        </p>
      )}
    </li>
  );
}

function Certificate({ admin, tls, onRenewed }: { admin: Admin; tls?: TlsFacts; onRenewed(): void }) {
  const history = useResult(() => admin.look<CertificateEvent[]>('/certificate/history'));
  const [order, setOrder] = useState<Task>();

  useEvents(admin, '', (name, data) => {
    if (name !== 'tasks') return;
    const task = (data as Task[]).find((each) => each.name === 'certificate');
    setOrder(task);
    if (!task || task.state === 'running') return;
    onRenewed();
    history.reload();
  });

  if (!tls) return <p>{text.tlsStates.waiting}</p>;
  return (
    <>
      {order && order.state !== 'done' && <TaskNotice task={order} />}
      {tls.problem && (
        <Notice kind="bad">
          <Said by={tls.problem} english={tls.problem.reason} /> <strong>{text.fix}</strong>{' '}
          <Said by={tls.problem} english={tls.problem.fix} part="fix" />
        </Notice>
      )}
      <p>{text.tlsStates[tls.state]}</p>
      {tls.certificate && <CertificateTable certificate={tls.certificate} nextAt={tls.nextAt} />}
      {history.problem && <Notice kind="bad">{history.problem}</Notice>}
      {history.value && history.value.length > 0 && (
        <details>
          <summary>{text.history}</summary>
          <ul>
            {history.value.toReversed().map((event) => (
              <li key={`${event.at} ${event.says}`}>
                {momentInWords(event.at)}: <Happened event={event} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {tls.mode !== 'proxy' && (
        <ConfirmButton
          label={text.renew}
          question={text.renewQuestion}
          yes={text.renewYes}
          onYes={() => admin.act('/certificate/renew')}
        />
      )}
    </>
  );
}

function Happened({ event }: { event: CertificateEvent }) {
  const { names, issuer, says, until } = event;
  return (
    <>
      {names && issuer ? text.inService(names.join(', '), issuer) : <Said by={event} english={says} />}{' '}
      {until !== undefined && text.until(dayInWords(until))}
    </>
  );
}

function CertificateTable({ certificate, nextAt }: { certificate: CertificateFacts; nextAt?: number }) {
  return (
    <Facts
      facts={[
        [text.names, certificate.names.join(', ')],
        [text.issuer, certificate.issuer],
        [text.goodUntil, dayInWords(certificate.notAfter)],
        [text.fingerprint, <code>{certificate.fingerprint}</code>],
        [text.nextRenewal, nextAt === undefined ? undefined : momentInWords(nextAt)],
      ]}
    />
  );
}
