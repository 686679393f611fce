import { useState } from 'preact/hooks';
import { ApiError, UnreachableError } from '../../../client/api-error.ts';
import { type Backup, downloadBackup, type Task } from '../../api/admin-api.ts';
import { Check } from '../../ui/check.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { bytesInWords, momentInWords } from '../../ui/numbers.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { SectionCard } from '../section-card.tsx';
import { TaskNotice } from '../task-notice.tsx';
import { text as shared } from '../text.ts';
import { useEvents } from '../use-events.ts';
import { PassphraseField } from './passphrase-field.tsx';
import { RestorePersonForm } from './restore-person-form.tsx';
import { text } from './text.ts';

const kinds: Task['name'][] = ['backup', 'verify', 'restore', 'restore person'];

interface Stored {
  dir: string;
  backups: Backup[];
}

/** The archives of this server: made, looked at, taken away, and put back. */
export function Backups({ admin }: { admin: Admin }) {
  const stored = useResult(() => admin.look<Stored>('/backups'));
  const [tasks, setTasks] = useState<Task[]>([]);
  const [isAway, setAway] = useState(false);
  const shown = tasks.filter(({ name }) => kinds.includes(name));
  const isBusy = shown.some(({ state }) => state === 'running');

  useEvents(
    admin,
    '',
    (name, data) => {
      if (name !== 'tasks') return;
      setTasks(data as Task[]);
      if (!isBusy) stored.reload();
    },
    (isConnected) => setAway(!isConnected),
  );

  return (
    <SectionCard
      title={text.backupsTitle}
      lead={text.backupsLead}
      isWaiting={!stored.value && !isAway}
      problem={isAway ? undefined : stored.problem}
    >
      {isAway && <Notice kind="note">{shared.serverAway}</Notice>}
      {shown.map((task) => (
        <TaskNotice key={task.name} task={task} />
      ))}
      <ConfirmButton
        label={text.backUpNow}
        question={text.backUpQuestion}
        yes={text.backUpYes}
        onYes={() => admin.act('/backups')}
      />
      {stored.value && <p class="hint">{text.backupsFolder(stored.value.dir)}</p>}
      {stored.value?.backups.length === 0 && <p>{text.noBackups}</p>}
      <ul class="plain-list">
        {stored.value?.backups.map((backup) => (
          <Archive key={backup.name} admin={admin} backup={backup} />
        ))}
      </ul>
    </SectionCard>
  );
}

function Archive({ admin, backup }: { admin: Admin; backup: Backup }) {
  const { name, bytes, at } = backup;
  const [isPersonShown, showPerson] = useState(false);
  const path = `/backups/${encodeURIComponent(name)}`;

  async function download() {
    const response = await admin.guard(async () => {
      const answer = await downloadBackup(admin.authorization, name).catch((error) => {
        throw new UnreachableError(error);
      });
      if (!answer.ok) throw new ApiError(answer.status, (await answer.json().catch(() => ({}))) as object);
      return answer;
    });
    saveFile(name, await response.blob());
  }

  return (
    <li>
      <h3>{momentInWords(at)}</h3>
      <p class="hint">
        {name} · {bytesInWords(bytes)}
      </p>
      <div class="row">
        <ConfirmButton
          label={text.verify}
          name={text.verifyOf(name)}
          question={text.verifyQuestion}
          yes={text.verifyYes}
          onYes={() => admin.act(`${path}/verify`)}
        />
        <ConfirmButton
          label={text.download}
          name={text.downloadOf(name)}
          question={text.downloadQuestion}
          yes={text.downloadYes}
          onYes={download}
        />
      </div>
      <details onToggle={(event) => showPerson(event.currentTarget.open)}>
        <summary>{text.restorePerson}</summary>
        {isPersonShown && <RestorePersonForm admin={admin} backup={backup} />}
      </details>
      <details>
        <summary>{text.restore}</summary>
        <RestoreForm admin={admin} path={path} />
      </details>
    </li>
  );
}

function RestoreForm({ admin, path }: { admin: Admin; path: string }) {
  const [isAgreed, agree] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [error, setError] = useState<string>();

  async function submit() {
    setError(isAgreed ? undefined : text.restoreConsentMissing);
    if (isAgreed) await admin.act(`${path}/restore`, passphrase === '' ? {} : { passphrase });
  }

  return (
    <Form submit={text.restoreSubmit} onSubmit={submit} danger compact>
      <p>{text.restoreLead}</p>
      <PassphraseField value={passphrase} onValue={setPassphrase} />
      <Check label={text.restoreConsent} checked={isAgreed} onCheck={agree} error={error} />
    </Form>
  );
}
