import { text } from './text.ts';

/** Says that something is going on. */
export function Busy({ label = text.working }: { label?: string }) {
  return (
    <p class="row" role="status">
      <span class="spinner" aria-hidden="true" />
      {label}
    </p>
  );
}
