import { useState } from 'preact/hooks';
import { securityApi } from '../api/security-api.ts';
import type { PageProps } from '../page-props.ts';
import { storeSession } from '../session-store.ts';
import { Frame } from '../ui/frame.tsx';
import { DoneStep, type Permitted, type Recovered } from './done-step.tsx';
import { KeyStep, LossStep } from './key-steps.tsx';
import { NewPasswordStep } from './new-password-step.tsx';
import { CodeStep, StartStep } from './permit-steps.tsx';
import { resetPassword } from './reset-password.ts';

type Step =
  | { name: 'start'; email: string }
  | { name: 'code'; email: string; byMail: boolean; hasKey: boolean }
  | ({ name: 'key' | 'loss'; hasKey: boolean } & Permitted)
  | ({ name: 'password'; recovered: Recovered } & Permitted)
  | { name: 'done'; isKept: boolean };

/** `/reset_password`: a new password for those who forgot theirs, who learn first what it costs (accounts.md §2.9, §3.6). */
export function ResetPage({ parameters }: PageProps) {
  const [step, go] = useState<Step>({ name: 'start', email: parameters.get('email') ?? '' });

  async function start(email: string) {
    const { delivery } = await securityApi.sendResetCode(email);
    const hasKey = await securityApi.recoveryKeyExistsFor(email);
    go({ name: 'code', email, byMail: delivery !== 'administrator', hasKey });
  }

  async function setPassword({ permit, recovered }: Permitted & { recovered: Recovered }, password: string) {
    const sessionToken = await resetPassword(securityApi, permit, password, recovered);
    recovered?.kB.fill(0);
    storeSession({ uid: permit.uid, email: permit.email, sessionToken });
    go({ name: 'done', isKept: recovered !== null });
  }

  return (
    <Frame width="narrow">
      <div class="card" key={step.name}>
        {step.name === 'start' && <StartStep initial={step.email} onEmail={start} />}
        {step.name === 'code' && (
          <CodeStep
            {...step}
            onPermit={(permit) => go({ ...step, name: step.hasKey ? 'key' : 'loss', permit })}
            onBack={() => go({ name: 'start', email: step.email })}
          />
        )}
        {step.name === 'key' && (
          <KeyStep
            permit={step.permit}
            onKey={(recovered) => go({ ...step, name: 'password', recovered })}
            onNoKey={() => go({ ...step, name: 'loss' })}
          />
        )}
        {step.name === 'loss' && (
          <LossStep
            hasKey={step.hasKey}
            onAgree={() => go({ ...step, name: 'password', recovered: null })}
            onBack={() => go({ ...step, name: 'key' })}
          />
        )}
        {step.name === 'password' && (
          <NewPasswordStep
            email={step.permit.email}
            isKept={step.recovered !== null}
            onPassword={(password) => setPassword(step, password)}
          />
        )}
        {step.name === 'done' && <DoneStep isKept={step.isKept} />}
      </div>
    </Frame>
  );
}
