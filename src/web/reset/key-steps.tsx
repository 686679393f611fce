import { useState } from 'preact/hooks';
import { decodeRecoveryKey } from '../../crypto/client/recovery-key.ts';
import { securityApi } from '../api/security-api.ts';
import { Check } from '../ui/check.tsx';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { type RecoveredKey, type ResetPermit, recoverKey } from './reset-password.ts';
import { text } from './text.ts';

/** Asks for the recovery key. */
export function KeyStep(props: { permit: ResetPermit; onKey(recovered: RecoveredKey): void; onNoKey(): void }) {
  const { permit, onKey, onNoKey } = props;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();

  async function submit() {
    const key = decodeRecoveryKey(typed);
    setError(key ? undefined : text.keyInvalid);
    if (key) onKey(await recoverKey(securityApi, permit, key));
  }

  return (
    <>
      <Heading>{text.keyTitle}</Heading>
      <p class="lead">{text.keyLead}</p>
      <Form submit={text.useKey} onSubmit={submit}>
        <Field label={text.key} autocomplete="off" value={typed} onValue={setTyped} error={error} />
      </Form>
      <p>
        <button type="button" class="link-button" onClick={onNoKey}>
          {text.noKey}
        </button>
      </p>
    </>
  );
}

/** Says once more what is lost, and goes on only when that is agreed to. */
export function LossStep({ hasKey, onAgree, onBack }: { hasKey: boolean; onAgree(): void; onBack(): void }) {
  const [isAgreed, agree] = useState(false);
  const [error, setError] = useState<string>();

  async function submit() {
    setError(isAgreed ? undefined : text.lossConsentMissing);
    if (isAgreed) onAgree();
  }

  return (
    <>
      <Heading>{text.lossTitle}</Heading>
      <Notice kind="note">{hasKey ? text.lossKey : text.lossNoKey}</Notice>
      <p>{text.lossEffect}</p>
      <Form submit={text.goOn} onSubmit={submit} danger>
        <Check label={text.lossConsent} checked={isAgreed} onCheck={agree} error={error} />
      </Form>
      {hasKey && (
        <p>
          <button type="button" class="link-button" onClick={onBack}>
            {text.goBack}
          </button>
        </p>
      )}
    </>
  );
}
