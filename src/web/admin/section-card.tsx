import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Busy } from '../ui/busy.tsx';
import { Notice } from '../ui/notice.tsx';

/** A card about one thing, which waits for it, says what is wrong, or shows it. */
export function SectionCard(props: {
  title: string;
  lead?: string;
  /** Until there is something to show. */
  isWaiting?: boolean;
  problem?: string;
  children?: ComponentChildren;
}) {
  const { title, lead, isWaiting, problem, children } = props;
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {lead && <p class="lead">{lead}</p>}
      {problem && <Notice kind="bad">{problem}</Notice>}
      {isWaiting && !problem && <Busy />}
      {children}
    </section>
  );
}

/** Facts, each with its name. What is undefined is left out. */
export function Facts({ facts }: { facts: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
