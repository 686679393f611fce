import { useState } from 'preact/hooks';
import type { UserFacts } from '../../api/admin-api.ts';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { bytesInWords } from '../../ui/numbers.ts';
import type { Admin } from '../admin.ts';
import { text } from './text.ts';

const megabyte = 1_000_000;

type Kind = 'default' | 'none' | 'own';

/** Says how much an account may store. */
export function QuotaForm(props: {
  admin: Admin;
  user: UserFacts;
  generalQuota: number | null;
  onDone(words: string): void;
}) {
  const { admin, user, generalQuota, onDone } = props;
  const [kind, setKind] = useState<Kind>(kindOf(user.quota));
  const [megabytes, setMegabytes] = useState(user.quota ? String(Math.round(user.quota / megabyte)) : '');
  const [error, setError] = useState<string>();

  async function submit() {
    const isNumber = /^\d{1,9}$/.test(megabytes.trim());
    setError(kind === 'own' && !isNumber ? text.quotaInvalid : undefined);
    if (kind === 'own' && !isNumber) return;
    await admin.act(`/users/${user.uid}/quota`, { quota: kind === 'own' ? Number(megabytes) * megabyte : kind });
    onDone(text.quotaDone(user.email));
  }

  return (
    <Form submit={text.quotaSubmit} onSubmit={submit} compact>
      <Choice<Kind>
        label={text.quota}
        value={kind}
        onValue={setKind}
        options={[
          ['default', text.quotaDefault(generalQuota ? bytesInWords(generalQuota) : text.noLimit)],
          ['none', text.noLimit],
          ['own', text.quotaOwn],
        ]}
      />
      {kind === 'own' && (
        <Field
          label={text.quotaMegabytes}
          inputMode="numeric"
          autocomplete="off"
          value={megabytes}
          onValue={setMegabytes}
          error={error}
        />
      )}
    </Form>
  );
}

const kindOf = (quota: number | null | undefined): Kind =>
  quota === undefined ? 'default' : quota === null ? 'none' : 'own';
