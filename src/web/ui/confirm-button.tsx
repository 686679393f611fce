import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from './notice.tsx';
import { describeProblem } from './problem.ts';
import { text } from './text.ts';

/** What a button that asks back is made of. */
export interface ConfirmButtonProps {
  /** Words on the button. */
  label: string;
  /** The same for screen readers, where several buttons have these words. */
  name?: string;
  /** What will happen, as a question. */
  question: string;
  /** Words of the answer that does it. */
  yes: string;
  onYes(): Promise<unknown>;
  danger?: boolean;
}

/** A button for what can't be taken back: it says what will happen, and does it only when that is agreed to. */
export function ConfirmButton({ label, name, question, yes, onYes, danger }: ConfirmButtonProps) {
  const [state, setState] = useState<'idle' | 'asking' | 'busy'>('idle');
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef<HTMLFieldSetElement>(null);

  // What had the focus is gone with each change; it goes on where the keyboard is needed next.
  const wasAsked = useRef(false);
  useEffect(() => {
    wasAsked.current ||= state === 'asking';
    if (!wasAsked.current || document.activeElement !== document.body) return;
    if (state === 'asking') asked.current?.focus();
    if (state === 'idle') button.current?.focus();
  }, [state]);

  async function run() {
    setState('busy');
    setProblem(undefined);
    try {
      await onYes();
    } catch (error) {
      setProblem(describeProblem(error));
    }
    setState('idle');
  }

  if (state === 'idle') {
    return (
      <>
        <button
          ref={button}
          type="button"
          class={`button ${danger ? 'danger' : 'quiet'}`}
          aria-label={name}
          onClick={() => setState('asking')}
        >
          {label}
        </button>
        {problem && <Notice kind="bad">{problem}</Notice>}
      </>
    );
  }
  return (
    <fieldset ref={asked} class="confirm" aria-label={name ?? label} tabIndex={-1}>
      <p role="status">{question}</p>
      <p class="row">
        <button type="button" class="button danger" aria-disabled={state === 'busy' || undefined} onClick={run}>
          {state === 'busy' ? text.working : yes}
        </button>
        <button type="button" class="button quiet" onClick={() => setState('idle')}>
          {text.cancel}
        </button>
      </p>
    </fieldset>
  );
}
