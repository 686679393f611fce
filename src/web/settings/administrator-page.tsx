import { useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import type { PageProps } from '../page-props.ts';
import { forgetInvite } from '../session-store.ts';
import { CardPage } from '../ui/card-page.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';

/** `/settings/administrator?invite=…`: the administrator's link, opened by somebody who has an account already. */
export function AdministratorPage({ parameters }: PageProps) {
  const invite = parameters.get('invite') ?? '';
  return <SettingsFrame>{(session) => <Claim session={session} invite={invite} />}</SettingsFrame>;
}

function Claim({ session, invite }: { session: Session; invite: string }) {
  const [isDone, setDone] = useState(false);

  async function claim() {
    await accountsApi.claimAdmin(session.sessionToken, invite);
    forgetInvite();
    setDone(true);
  }

  return (
    <CardPage title={text.adminTitle} back={backToSettings}>
      {isDone ? (
        <>
          <Notice kind="good">{text.adminDone}</Notice>
          <a class="button" href="/settings">
            {text.adminLink}
          </a>
        </>
      ) : (
        <>
          <p>{text.admin(session.email)}</p>
          <Form submit={text.adminSubmit} onSubmit={claim} />
        </>
      )}
    </CardPage>
  );
}
