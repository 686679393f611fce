import { useState } from 'preact/hooks';
import type { Backup, UserFacts } from '../../api/admin-api.ts';
import { Choice } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { text } from './text.ts';

const everything = '';
const collections = [
  [everything, text.restoreAllOfIt] as const,
  ...Object.entries(text.collections).map(([name, words]) => [name, words] as const),
];

/** Brings back what one account had synced when a backup was made. */
export function RestorePersonForm({ admin, backup }: { admin: Admin; backup: Backup }) {
  const { value, problem } = useResult(() => admin.look<{ users: UserFacts[] }>('/users'));
  const [chosen, choose] = useState<string>();
  const [collection, setCollection] = useState(everything);
  const [passphrase, setPassphrase] = useState('');
  if (problem) return <Notice kind="bad">{problem}</Notice>;
  if (!value) return null;
  const uid = chosen ?? value.users[0]?.uid;
  if (uid === undefined) return <p>{text.nobody}</p>;

  const submit = () =>
    admin.act<void>(`/backups/${encodeURIComponent(backup.name)}/restore_person`, {
      uid,
      ...(collection !== everything && { collection }),
      ...(passphrase !== '' && { passphrase }),
    });

  return (
    <Form submit={text.restorePersonSubmit} onSubmit={submit} danger compact>
      <p>{text.restorePersonLead}</p>
      <Choice
        label={text.restoreWhose}
        value={uid}
        onValue={choose}
        options={value.users.map((user) => [user.uid, user.email] as const)}
      />
      <Choice label={text.restoreWhat} value={collection} onValue={setCollection} options={collections} />
      <PassphraseField value={passphrase} onValue={setPassphrase} />
    </Form>
  );
}
