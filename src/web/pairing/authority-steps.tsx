import { Busy } from '../ui/busy.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import type { Firefox } from '../webchannel/firefox.ts';
import type { AuthorityEnd } from './authority.ts';
import { deviceName } from './device-name.ts';
import type { SupplicantInfo } from './firefox-pairing.ts';
import { text } from './text.ts';

/** Shows which device asks, and from where. */
export function Approve(props: { email: string; info: SupplicantInfo; onApprove(): Promise<void>; onRefuse(): void }) {
  const { email, info, onApprove, onRefuse } = props;
  return (
    <>
      <Heading key="approve">{text.approveTitle}</Heading>
      <p class="lead">{text.approveLead(email)}</p>
      <dl class="facts">
        <dt>{text.device}</dt>
        <dd>{deviceName(info.ua)}</dd>
        <dt>{text.address}</dt>
        <dd>{info.ipAddress ?? text.unknown}</dd>
      </dl>
      <Notice kind="note">{text.approveSafety}</Notice>
      <div class="stack">
        <Form submit={text.approve} onSubmit={onApprove}>
          {null}
        </Form>
        <button type="button" class="button quiet wide" onClick={onRefuse}>
          {text.refuse}
        </button>
      </div>
    </>
  );
}

/** This side has agreed; the other one hasn't yet. */
export function Approved() {
  return (
    <>
      <Heading key="approved">{text.approvedTitle}</Heading>
      <Busy label={text.approved} />
    </>
  );
}

/** How it ended, and what to do next. */
export function AuthorityEnded(props: { how: AuthorityEnd; firefox?: Firefox; onNewCode?(): void }) {
  const { how, firefox, onNewCode = () => firefox?.openPairing() } = props;
  if (how.kind === 'done') {
    return (
      <>
        <Heading key="done">{text.completeTitle}</Heading>
        <p class="lead">{text.complete}</p>
        <button type="button" class="button quiet" onClick={() => firefox?.openSyncPreferences()}>
          {text.openSettings}
        </button>
      </>
    );
  }
  const kind = how.kind === 'failed' && how.wasApproved ? 'unsure' : how.kind;
  const [title, words] = {
    refused: [text.refusedTitle, text.refused],
    timeout: [text.timeoutTitle, text.timeout],
    failed: [text.authorityFailedTitle, text.authorityFailed],
    unsure: [text.unsureTitle, text.unsure],
    broken: [text.authorityFailedTitle, how.kind === 'broken' ? describeProblem(how.error) : ''],
  }[kind] as [string, string];
  return (
    <>
      <Heading key={kind}>{title}</Heading>
      <Notice kind={how.kind === 'refused' ? 'note' : 'bad'}>{words}</Notice>
      <button type="button" class="button wide" onClick={onNewCode}>
        {text.newCode}
      </button>
    </>
  );
}

/** Nobody is to be approved here. `email`: of the account that Firefox was signed in to when the code was shown. */
export function NotHere({ email }: { email: string | null }) {
  return (
    <>
      <Heading>{text.notHereTitle}</Heading>
      <p>{email === null ? text.notHere : text.otherUser(email)}</p>
    </>
  );
}
