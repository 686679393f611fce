import { useId } from 'preact/hooks';

/** A field whose text narrows a list down. */
export function SearchBox({ label, value, onValue }: { label: string; value: string; onValue(value: string): void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </div>
  );
}
