import { useState } from 'preact/hooks';
import { text } from './text.ts';

/** A text to be taken elsewhere, with a button that copies it. `name`: what it is, for screen readers. */
export function Copy({ name, value }: { name: string; value: string }) {
  const [isCopied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 4000);
  }

  return (
    <div class="copy with-button">
      <code>{value}</code>
      {/* Over plain http there is no clipboard; the text can be selected all the same. */}
      {window.isSecureContext && (
        <button type="button" class="button quiet" aria-label={text.copyOf(name)} onClick={copy}>
          {isCopied ? text.copied : text.copy}
        </button>
      )}
      <span class="visually-hidden" role="status">
        {isCopied ? text.copied : ''}
      </span>
    </div>
  );
}
