import { useState } from 'preact/hooks';
import { securityApi } from '../api/security-api.ts';
import { Busy } from '../ui/busy.tsx';
import { CardPage } from '../ui/card-page.tsx';
import { Copy } from '../ui/copy.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { useResult } from '../ui/use-result.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import type { Session } from './session.ts';
import { backToSettings, SettingsFrame } from './settings-frame.tsx';
import { text } from './text.ts';
import { useProof } from './use-proof.tsx';

/** `/settings/two-step` */
export function TwoStepPage() {
  return <SettingsFrame>{(session) => <TwoStep session={session} />}</SettingsFrame>;
}

type Step =
  | { name: 'state'; isStopped?: boolean }
  | { name: 'scan'; qrCodeUrl: string; secret: string }
  | { name: 'codes'; codes: string[] };

function TwoStep({ session }: { session: Session }) {
  const { sessionToken } = session;
  const state = useResult(() => securityApi.totpState(sessionToken));
  const [step, go] = useState<Step>({ name: 'state' });
  const proof = useProof(session, { always: true });
  const isOn = state.value?.exists && state.value.verified;

  async function stop() {
    await securityApi.destroyTotp(sessionToken);
    go({ name: 'state', isStopped: true });
    state.reload();
  }

  if (step.name === 'scan') {
    return <Scan {...step} sessionToken={sessionToken} onCodes={(codes) => go({ name: 'codes', codes })} />;
  }
  if (step.name === 'codes') return <RecoveryCodes codes={step.codes} done={text.twoStepOn} next="/settings" />;
  return (
    <CardPage title={text.sections.twoStep.title} back={backToSettings}>
      <p class="lead">{text.twoStepLead}</p>
      {step.isStopped && <Notice kind="good">{text.twoStepStopped}</Notice>}
      {state.problem && <Notice kind="bad">{state.problem}</Notice>}
      {!state.value && !state.problem && <Busy />}
      {state.value && (
        <>
          <p>{isOn ? text.twoStepOn : text.twoStepOff}</p>
          {isOn ? (
            <Form
              key="stop"
              account={session.email}
              submit={text.twoStepStop}
              onSubmit={() => proof.guard(stop)}
              danger
            >
              {proof.field}
            </Form>
          ) : (
            <Form
              key="start"
              account={session.email}
              submit={text.twoStepStart}
              onSubmit={() =>
                proof.guard(async () => go({ name: 'scan', ...(await securityApi.createTotp(sessionToken)) }))
              }
            >
              {proof.field}
            </Form>
          )}
        </>
      )}
    </CardPage>
  );
}

function Scan(props: { sessionToken: string; qrCodeUrl: string; secret: string; onCodes(codes: string[]): void }) {
  const { sessionToken, qrCodeUrl, secret, onCodes } = props;
  const [code, setCode] = useState('');

  async function confirm() {
    const { success, recoveryCodes = [] } = await securityApi.verifyTotp(sessionToken, code.replace(/\s/g, ''));
    if (!success) return text.twoStepWrong;
    onCodes(recoveryCodes);
  }

  return (
    <CardPage title={text.twoStepScanTitle} back={backToSettings}>
      <p>{text.twoStepScan}</p>
      <img class="qr" src={qrCodeUrl} alt={text.twoStepPicture} />
      <p>{text.twoStepSecret}</p>
      <Copy name={text.twoStepSecretName} value={secret.replace(/.{4}(?=.)/g, '$& ')} />
      <Form submit={text.twoStepConfirm} onSubmit={confirm}>
        <Field
          label={text.twoStepCode}
          autocomplete="one-time-code"
          inputMode="numeric"
          value={code}
          onValue={setCode}
        />
      </Form>
    </CardPage>
  );
}
