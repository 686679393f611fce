import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from './notice.tsx';
import { describeProblem, isWrongPassword } from './problem.ts';
import { text } from './text.ts';

/** What a form is made of. */
export interface FormProps {
  /** Words on the button. */
  submit: string;
  /** Runs on submit; what it throws is shown in plain words. A returned text is shown as a problem, too. */
  onSubmit(): Promise<string | undefined> | string | undefined | Promise<void>;
  children?: ComponentChildren;
  danger?: boolean;
  /** Whose password is typed here, where no field says so: password managers would keep it without a name otherwise. */
  account?: string;
  /** One among other things of a page: it takes no focus by itself, and its button is as wide as its words. */
  compact?: boolean;
}

const typed = 'input:not([readonly], [type="checkbox"], [type="file"], [aria-hidden])';

/**
 * A form that runs one thing at a time, says that it is working, and shows what went wrong. Whoever comes to it can type at
 * once: its first field has the focus, and after a mistake the field that is wrong.
 */
export function Form({ submit, onSubmit, children, danger, account, compact }: FormProps) {
  const [problem, setProblem] = useState<string | undefined>();
  const [isBusy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const running = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    // Of several forms on a page the first one counts.
    if (compact || document.activeElement instanceof HTMLInputElement) return;
    form.current?.querySelector<HTMLInputElement>(typed)?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  // The button's click, which Enter in a field is, too. Firefox offers to save what stands in the fields when a form is submitted,
  // before the page hears of that; so it is submitted when the password has turned out to be right.
  async function run(event: Event) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      const refusal = (await onSubmit()) ?? undefined;
      setProblem(refusal);
      if (!refusal && form.current?.isConnected) form.current.requestSubmit();
    } catch (error) {
      setProblem(describeProblem(error));
      if (isWrongPassword(error)) forgetPassword();
    }
    running.current = false;
    setBusy(false);
    setTries((count) => count + 1);
  }

  // Whoever leaves the page now would be offered to save it: Firefox keeps what stands in the field then.
  function forgetPassword() {
    const field = form.current?.querySelector<HTMLInputElement>('[name="current-password"]');
    if (!field) return;
    field.value = '';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  }

  return (
    <form noValidate ref={form} onSubmit={(event) => event.preventDefault()}>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {account && (
        <input
          class="visually-hidden"
          type="text"
          name="username"
          autocomplete="username"
          value={account}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
      )}
      {children}
      <button
        type="submit"
        onClick={run}
        class={`button${compact ? '' : ' wide'}${danger ? ' danger' : ''}`}
        aria-disabled={isBusy || undefined}
      >
        {isBusy ? text.working : submit}
      </button>
    </form>
  );
}
