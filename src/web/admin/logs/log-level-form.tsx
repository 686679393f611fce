import { useState } from 'preact/hooks';
import type { ApplianceStatus, LogLevel } from '../../api/admin-api.ts';
import { Choice } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useResult } from '../../ui/use-result.ts';
import type { Admin } from '../admin.ts';
import { text } from './text.ts';

const levels: LogLevel[] = ['error', 'warn', 'info', 'debug'];

/** Says which records the server writes at all, until it is stopped. */
export function LogLevelForm({ admin }: { admin: Admin }) {
  const status = useResult(() => admin.look<ApplianceStatus>('/status'));
  const [wanted, want] = useState<LogLevel>();
  const [isDone, setDone] = useState(false);
  if (!status.value) return null;
  const level = wanted ?? status.value.logLevel;

  async function submit() {
    await admin.act('/log_level', { level });
    setDone(true);
  }

  return (
    <details>
      <summary>{text.logLevelTitle(text.logLevels[status.value.logLevel])}</summary>
      <p class="hint">{text.logLevelLead}</p>
      {isDone && <Notice kind="good">{text.logLevelDone}</Notice>}
      <Form submit={text.logLevelSubmit} onSubmit={submit} compact>
        <Choice<LogLevel>
          label={text.logWrite}
          value={level}
          onValue={want}
          options={levels.map((each) => [each, text.logLevels[each]] as const)}
        />
      </Form>
    </details>
  );
}
