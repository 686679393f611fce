import { useId, useState } from 'preact/hooks';

/** Lets a file be chosen by a button that looks like the others. */
export function FileChoice(props: {
  label: string;
  accept: string;
  hint?: string;
  error?: string;
  onFile(file: File): void;
}) {
  const { label, accept, hint, error, onFile } = props;
  const id = useId();
  const [name, setName] = useState<string>();
  const described = [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field file-choice">
      <input
        id={id}
        class="visually-hidden"
        type="file"
        accept={accept}
        aria-describedby={described}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          setName(file?.name);
          if (file) onFile(file);
        }}
      />
      <label class="button quiet" for={id}>
        {label}
      </label>{' '}
      {name && <span class="chosen">{name}</span>}
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span class="field-error" id={`${id}-error`} role="alert">
        {error}
      </span>
    </div>
  );
}
