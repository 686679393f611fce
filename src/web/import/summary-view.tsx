import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ImportSummary, PreviewLine } from './imported.ts';
import { text } from './text.ts';

/** Says what an import would do; `children` has the buttons. */
export function SummaryView(props: { summary: ImportSummary; fileName: string; children: ComponentChildren }) {
  const { summary, fileName, children } = props;
  const { kind, added, folders, separators, present, changed, kept, unusable, lines } = summary;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was used has gone: whoever uses the keyboard goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {text.planTitle(fileName)}
      </h3>
      {summary.isEmpty && <p>{text.nothing}</p>}
      <Part words={text.added[kind](added)} count={added} lines={lines.added} />
      <Part words={text.changed[kind](changed)} count={changed} lines={lines.changed} />
      <Part words={text.kept(kept)} count={kept} lines={lines.kept} />
      <ul>
        {folders > 0 && <li>{text.folders(folders)}</li>}
        {separators > 0 && <li>{text.separators(separators)}</li>}
        {present > 0 && <li>{text.present(present)}</li>}
        {unusable > 0 && <li>{text.unusable(unusable)}</li>}
      </ul>
      {children}
    </>
  );
}

function Part({ words, count, lines }: { words: string; count: number; lines: PreviewLine[] }) {
  if (count === 0) return null;
  return (
    <details>
      <summary>{words}</summary>
      <ul class="plan">
        {lines.map(({ title, detail }, i) => (
          <li key={`${i}${detail}`}>
            {title} {detail !== title && <span class="hint">{detail || text.withoutUser}</span>}
          </li>
        ))}
        {count > lines.length && <li>{text.more(count - lines.length)}</li>}
      </ul>
    </details>
  );
}
