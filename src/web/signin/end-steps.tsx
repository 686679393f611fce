import { Heading } from '../ui/heading.tsx';
import type { Environment } from './environment.ts';
import { text } from './text.ts';

/** The end that everybody wants: Firefox is connected. */
export function DoneStep(props: {
  isNew: boolean;
  isAdmin: boolean;
  environment: Extract<Environment, { kind: 'firefox' }>;
}) {
  const { isNew, isAdmin, environment } = props;
  const { firefox, status } = environment;
  return (
    <>
      <Heading key="done">{isNew ? text.doneNewTitle : text.doneTitle}</Heading>
      <p class="lead">{isNew ? text.doneNewLead : text.doneLead}</p>
      {isAdmin && (
        <section class="notice good">
          <h2>{text.adminTitle}</h2>
          <p>{text.admin}</p>
          <p>
            <a href="/admin">{text.adminLink}</a>
          </p>
        </section>
      )}
      {isNew && (
        <section class="notice note">
          <h2>{text.recoveryOffer}</h2>
          <p>{text.recoveryWhy}</p>
          <p>
            <a href="/settings/recovery-key">{text.makeRecoveryKey}</a>
          </p>
        </section>
      )}
      <p class="row">
        {status.isDesktop && status.canPair && (
          <button type="button" class="button" onClick={() => firefox.openPairing()}>
            {text.anotherDevice}
          </button>
        )}
        {status.isDesktop && (
          <button type="button" class="button quiet" onClick={() => firefox.openSyncPreferences()}>
            {text.openSettings}
          </button>
        )}
      </p>
    </>
  );
}

/** Nobody may register here. */
export function ClosedStep({ email, onOtherEmail }: { email: string; onOtherEmail(): void }) {
  return (
    <>
      <Heading>{text.closedTitle}</Heading>
      <p>{text.closed(email)}</p>
      <button type="button" class="button wide" onClick={onOtherEmail}>
        {text.otherEmail}
      </button>
    </>
  );
}

/** This Firefox belongs to another account already. */
export function OtherUserStep({ email }: { email: string }) {
  return (
    <>
      <Heading>{text.otherUserTitle}</Heading>
      <p>{text.otherUser(email)}</p>
    </>
  );
}

/** The user told Firefox not to link the account. */
export function NotLinkedStep() {
  return (
    <>
      <Heading>{text.notLinkedTitle}</Heading>
      <p>{text.notLinked}</p>
      <button type="button" class="button wide" onClick={() => location.reload()}>
        {text.startAgain}
      </button>
    </>
  );
}
