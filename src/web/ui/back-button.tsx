import { text } from './text.ts';

/** A way back to the step before. */
export function BackButton({ onBack, words = text.back }: { onBack(): void; words?: string }) {
  return (
    <p class="back">
      <button type="button" class="link-button" onClick={onBack}>
        {words}
      </button>
    </p>
  );
}
