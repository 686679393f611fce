import type { Task } from '../api/admin-api.ts';
import { Busy } from '../ui/busy.tsx';
import { Notice } from '../ui/notice.tsx';
import { numberInWords } from '../ui/numbers.ts';
import { Said } from './said.tsx';
import { text } from './text.ts';

/** How a long piece of work stands. */
export function TaskNotice({ task }: { task: Task }) {
  const { name, subject, state, error, startedAt, endedAt, progress } = task;
  const words = text.tasks[name];
  const what = subject ? `${words.name} (${subject})` : words.name;
  const seconds = Math.max(0, Math.round(((endedAt ?? Date.now()) - startedAt) / 1000));
  if (state === 'failed') {
    return (
      <Notice kind="bad">
        {text.taskFailed(what)} <Said by={task} english={error} /> {task.told?.fix}
      </Notice>
    );
  }
  if (state === 'done') {
    const rows = rowsOf(task.result);
    return (
      <Notice kind="good">
        {text.taskDone(what, seconds)} {rows === undefined ? '' : text.rows(numberInWords(rows))}
      </Notice>
    );
  }
  return (
    <>
      <Busy label={`${what}: ${text.taskRunning(seconds)}`} />
      {progress && <progress value={progress.done} max={progress.total} aria-label={what} />}
    </>
  );
}

function rowsOf(result: unknown): number | undefined {
  const { rows, records = rows } = (result ?? {}) as Record<'rows' | 'records', Record<string, number> | undefined>;
  return records && Object.values(records).reduce((sum, each) => sum + each, 0);
}
