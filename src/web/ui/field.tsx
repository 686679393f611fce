import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { text } from './text.ts';

/** What a text field is made of. */
export interface FieldProps {
  label: string;
  value: string;
  onValue(value: string): void;
  type?: 'text' | 'password' | 'datetime-local';
  autocomplete: string;
  hint?: string;
  error?: string;
  readOnly?: boolean;
  /** Takes the focus when it appears, whatever had it. */
  autoFocus?: boolean;
  inputMode?: 'numeric' | 'email' | 'text';
  maxLength?: number;
}

/** A labelled text field; a password field can be made readable. */
export function Field({ label, value, onValue, type = 'text', hint, error, autoFocus, ...input }: FieldProps) {
  const id = useId();
  const [isShown, show] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, []);

  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-button">
        <input
          {...input}
          ref={field}
          id={id}
          name={input.autocomplete}
          type={(isShown ? 'text' : type) as 'text'}
          value={value}
          spellcheck={false}
          autocapitalize="none"
          aria-invalid={error ? true : undefined}
          aria-describedby={described}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        {type === 'password' && (
          <button
            type="button"
            class="button quiet"
            aria-pressed={isShown}
            aria-controls={id}
            title={text.showTyped}
            onClick={() => show(!isShown)}
          >
            {text.show}
          </button>
        )}
      </div>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
