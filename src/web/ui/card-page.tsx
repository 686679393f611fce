import type { ComponentChildren } from 'preact';
import { Heading } from './heading.tsx';

/** One card with its heading, and a way back. */
export function CardPage(props: {
  title: string;
  back?: { href: string; words: string };
  children: ComponentChildren;
}) {
  const { title, back, children } = props;
  return (
    <>
      <div class="card">
        <Heading key={title}>{title}</Heading>
        {children}
      </div>
      {back && (
        <p class="back">
          <a href={back.href}>{back.words}</a>
        </p>
      )}
    </>
  );
}
