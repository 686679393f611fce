import { useEffect, useState } from 'preact/hooks';
import { type SignedInAccount, signIn, signUp } from '../../client/authenticate.ts';
import { accountsApi as api } from '../api/accounts-api.ts';
import { clientsApi } from '../api/clients-api.ts';
import { inviteFacts } from '../api/invite-api.ts';
import type { PageConfig } from '../page-config.ts';
import { PairInstead } from '../pairing/pair-instead.tsx';
import { forgetInvite, rememberedInvite, storeSession } from '../session-store.ts';
import type { EngineChoice } from '../webchannel/firefox.ts';
import { ChooseStep } from './choose-step.tsx';
import { CodeStep } from './code-step.tsx';
import { ConnectingStep } from './connecting-step.tsx';
import { authorizeRedirect, createConnection } from './connection.ts';
import { ClosedStep, NotLinkedStep, OtherUserStep } from './end-steps.tsx';
import type { Environment } from './environment.ts';
import { type NewAccount, SignUpStep } from './sign-up-step.tsx';
import { EmailStep, PasswordStep } from './steps.tsx';
import { TabOnly } from './tab-only.tsx';
import { text } from './text.ts';

type Action = 'signin' | 'signup';

type Step =
  | { name: 'email' | 'not linked' }
  | { name: 'password' | 'sign up' | 'closed' | 'other user'; email: string }
  | { name: 'code' | 'choose'; account: SignedInAccount; action: Action }
  | { name: 'connecting'; connect: () => Promise<void>; action: Action };

interface Props {
  config: PageConfig;
  environment: Exclude<Environment, { kind: 'deaf' | 'other service' }>;
  parameters: URLSearchParams;
}

/** Where somebody who has an account already uses the administrator's link. */
export const administratorPage = (invite: string): string =>
  `/settings/administrator?invite=${encodeURIComponent(invite)}`;

/** Leads from the e-mail address to a Firefox that syncs (accounts.md §2.6), or to the settings in any other browser. */
export function SignIn({ config, environment, parameters }: Props) {
  const known = environment.kind === 'firefox' ? environment.status.signedInUser : null;
  const forced = known?.email ?? (/^(\/oauth)?\/force_auth$/.test(location.pathname) ? parameters.get('email') : null);
  const [step, go] = useState<Step>(forced ? { name: 'password', email: forced } : { name: 'email' });
  const invite = rememberedInvite(parameters);
  // What the code turns out to be good for is said before it is used; a wrong one is told of at its field.
  const [grantsAdmin, setGrantsAdmin] = useState(false);

  useEffect(() => {
    if (invite)
      inviteFacts(invite).then(
        (facts) => setGrantsAdmin(facts.grantsAdmin),
        () => {},
      );
  }, []);

  async function chooseByEmail(email: string) {
    if (await api.exists(email)) go({ name: 'password', email });
    else go({ name: config.signups === 'closed' && !invite ? 'closed' : 'sign up', email });
  }

  async function create(email: string, { password, ...asked }: NewAccount) {
    if (environment.kind === 'firefox' && !(await environment.firefox.canLinkAccount(email))) {
      return go({ name: 'not linked' });
    }
    const account = await signUp(api, email, password, asked);
    forgetInvite();
    await checkAccount(account, 'signup');
  }

  async function checkAccount(account: SignedInAccount, action: Action) {
    if (environment.kind === 'firefox') {
      // Firefox would throw out the other account and break this sign-in off half-way (accounts.md §2.5).
      if (known && known.uid !== account.uid) return refuse(account, { name: 'other user', email: known.email });
      const { email, uid } = account;
      const isLinked = action === 'signup' || (await environment.firefox.canLinkAccount(email, uid));
      if (!isLinked) return refuse(account, { name: 'not linked' });
    }
    if (account.pending) go({ name: 'code', account, action });
    else await chooseEngines(account, action);
  }

  async function refuse(account: SignedInAccount, next: Step) {
    await api.destroySession(account.sessionToken).catch(() => {});
    go(next);
  }

  async function chooseEngines(account: SignedInAccount, action: Action) {
    const canChoose = environment.kind === 'firefox' && environment.status.engines.length > 0;
    if (action === 'signup' && canChoose) go({ name: 'choose', account, action });
    else await connect(account, action, null);
  }

  async function connect(account: SignedInAccount, action: Action, choice: EngineChoice | null) {
    if (environment.kind === 'web') {
      storeSession(account);
      const code = parameters.get('invite');
      location.assign(action === 'signin' && code ? administratorPage(code) : '/settings');
    } else if (environment.kind === 'redirect') {
      const target = new URL(await authorizeRedirect(api, account, environment.flow, environment.redirectUri));
      if (/^https?:$/.test(target.protocol)) location.assign(target);
    } else {
      const { firefox, flow, takesKeys, status } = environment;
      const { isDesktop } = status;
      const oldSession = known?.sessionToken ?? null;
      const options = {
        api,
        clients: clientsApi,
        firefox,
        isDesktop,
        account,
        flow,
        takesKeys,
        oldSession,
        action,
        choice,
      };
      go({ name: 'connecting', connect: createConnection(options), action });
    }
  }

  switch (step.name) {
    case 'email':
      return (
        <>
          <TabOnly environment={environment} />
          <EmailStep initial={parameters.get('email') ?? ''} onEmail={chooseByEmail} />
          <PairInstead environment={environment} />
        </>
      );
    case 'password':
      return (
        <PasswordStep
          email={step.email}
          isLocked={forced !== null}
          onPassword={async (password) => checkAccount(await signIn(api, step.email, password), 'signin')}
          onOtherEmail={() => go({ name: 'email' })}
        />
      );
    case 'sign up':
      return (
        <SignUpStep
          isTabOnly={environment.kind === 'web'}
          grantsAdmin={grantsAdmin}
          email={step.email}
          config={config}
          initialInvite={invite}
          onSignUp={(account) => create(step.email, account)}
          onOtherEmail={() => go({ name: 'email' })}
        />
      );
    case 'code':
      return (
        <CodeStep
          api={api}
          account={step.account}
          onVerified={() => chooseEngines(step.account, step.action)}
          onBack={() => refuse(step.account, forced ? { name: 'password', email: forced } : { name: 'email' })}
          // A Firefox that belongs to an account takes no other one.
          backWords={forced ? undefined : text.otherEmail}
        />
      );
    case 'choose': {
      const engines = environment.kind === 'firefox' ? environment.status.engines : [];
      return <ChooseStep engines={engines} onChoice={(choice) => connect(step.account, step.action, choice)} />;
    }
    case 'connecting':
      return (
        environment.kind === 'firefox' && (
          <ConnectingStep
            connect={step.connect}
            isNew={step.action === 'signup'}
            isAdmin={step.action === 'signup' && grantsAdmin}
            environment={environment}
          />
        )
      );
    case 'closed':
      return <ClosedStep email={step.email} onOtherEmail={() => go({ name: 'email' })} />;
    case 'other user':
      return <OtherUserStep email={step.email} />;
    case 'not linked':
      return <NotLinkedStep />;
  }
}
