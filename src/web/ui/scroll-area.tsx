import type { ComponentChildren } from 'preact';

/** A part of the page that scrolls by itself, also by keyboard. `label`: what it is, for screen readers. */
export function ScrollArea({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard can't scroll here
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
