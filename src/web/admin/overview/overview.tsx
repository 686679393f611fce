import type { ApplianceStatus, CertificateFacts, Finding, NewestVersion, TlsFacts } from '../../api/admin-api.ts';
import { language } from '../../language/language.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { dayInWords, momentInWords, numberInWords } from '../../ui/numbers.ts';
import { timeAgo } from '../../ui/time.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { Facts, SectionCard } from '../section-card.tsx';
import { text as shared } from '../text.ts';
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
            {[...wrong, ...value.findings.filter(({ state }) => state === 'ok')].map(({ check, state, says, fix }) => (
              <li key={`${check} ${says}`}>
                <h3>
                  <span lang="en">{check}</span> <span class={`badge ${state}`}>{text.findingStates[state]}</span>
                </h3>
                <p class="hint" lang="en">
                  {says}
                </p>
                {fix && (
                  <p>
                    <strong>{text.fix}</strong> <span lang="en">{fix}</span>
                  </p>
                )}
              </li>
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

function Certificate({ admin, tls, onRenewed }: { admin: Admin; tls?: TlsFacts; onRenewed(): void }) {
  const history = useResult(() => admin.look<{ at: number; says: string; until?: number }[]>('/certificate/history'));
  if (!tls) return <p>{text.tlsStates.waiting}</p>;
  return (
    <>
      {tls.problem && (
        <Notice kind="bad">
          <span lang="en">{tls.problem.reason}</span> <strong>{text.fix}</strong>{' '}
          <span lang="en">{tls.problem.fix}</span>
        </Notice>
      )}
      <p>{text.tlsStates[tls.state]}</p>
      {tls.certificate && <CertificateTable certificate={tls.certificate} nextAt={tls.nextAt} />}
      {history.problem && <Notice kind="bad">{history.problem}</Notice>}
      {history.value && history.value.length > 0 && (
        <details>
          <summary>{text.history}</summary>
          <ul>
            {history.value.toReversed().map(({ at, says, until }) => (
              <li key={`${at} ${says}`}>
                {momentInWords(at)}: <span lang="en">{says}</span>{' '}
                {until !== undefined && text.until(dayInWords(until))}
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
          onYes={async () => {
            await admin.act('/certificate/renew');
            onRenewed();
          }}
        />
      )}
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
