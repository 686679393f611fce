import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Notice } from './notice.tsx';
import { describeProblem } from './problem.ts';
import { text } from './text.ts';

/** What a form is made of. */
export interface FormProps {
  /** Words on the button. */
  submit: string;
  /** Runs on submit; what it throws is shown in plain words. A returned text is shown as a problem, too. */
  onSubmit(): Promise<string | undefined> | string | undefined | Promise<void>;
  children?: ComponentChildren;
  danger?: boolean;
}

/** A form that runs one thing at a time, says that it is working, and shows what went wrong. */
export function Form({ submit, onSubmit, children, danger }: FormProps) {
  const [problem, setProblem] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const running = useRef(false);

  async function run(event: Event) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      setProblem((await onSubmit()) ?? undefined);
    } catch (error) {
      setProblem(describeProblem(error));
    }
    running.current = false;
    setBusy(false);
  }

  return (
    <form noValidate onSubmit={run}>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {children}
      <button type="submit" class={`button wide${danger ? ' danger' : ''}`} aria-disabled={isBusy || undefined}>
        {isBusy ? text.working : submit}
      </button>
    </form>
  );
}
