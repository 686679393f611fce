import type { ComponentChildren } from 'preact';

/** A message beside the content. `bad` ones are read out at once, others when the reader gets to them. */
export function Notice({ kind, children }: { kind: 'bad' | 'good' | 'note'; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <p>{children}</p>
    </div>
  );
}
