import { useId } from 'preact/hooks';

/** A tick box with its words; what is wrong with it stands right below. */
export function Check(props: { label: string; checked: boolean; onCheck(checked: boolean): void; error?: string }) {
  const { label, checked, onCheck, error } = props;
  const id = useId();
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        {label}
      </label>
      {error && (
        <span class="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}
