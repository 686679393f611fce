import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Heading } from '../ui/heading.tsx';
import { Activity } from './activity/activity.tsx';
import type { Admin } from './admin.ts';
import { Backups } from './backups/backups.tsx';
import { Logs } from './logs/logs.tsx';
import { Overview } from './overview/overview.tsx';
import { Processes } from './processes/processes.tsx';
import { SettingsInForce } from './settings-in-force.tsx';
import { text } from './text.ts';
import { Users } from './users/users.tsx';

/** What a section is given. */
export interface SectionProps {
  admin: Admin;
}

const sections: Record<string, ComponentType<SectionProps>> = {
  overview: Overview,
  activity: Activity,
  users: Users,
  backups: Backups,
  processes: Processes,
  log: Logs,
  settings: SettingsInForce,
};

const titles = text.sections as Record<string, string>;
const pathOf = (name: string) => (name === 'overview' ? '/admin' : `/admin/${name}`);
const nameOf = (path: string) => Object.keys(sections).find((name) => pathOf(name) === path) ?? 'overview';

/** The parts of the administration: one is shown, the others are a press away, without the password being asked for again. */
export function Sections({ admin }: SectionProps) {
  const [name, setName] = useState(nameOf(location.pathname));
  const Section = sections[name]!;

  useEffect(() => {
    const follow = () => setName(nameOf(location.pathname));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  function go(event: MouseEvent, to: string) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', pathOf(to));
    setName(to);
  }

  return (
    <>
      <p class="row apart admin-bar">
        <span>{text.as(admin.email)}</span>
        <button type="button" class="button quiet" onClick={() => admin.close('left')}>
          {text.leave}
        </button>
      </p>
      <nav class="tabs" aria-label={text.navigation}>
        {Object.keys(sections).map((each) => (
          <a
            key={each}
            href={pathOf(each)}
            aria-current={each === name ? 'page' : undefined}
            onClick={(event) => go(event, each)}
          >
            {titles[each]}
          </a>
        ))}
      </nav>
      <Heading key={name}>{titles[name]}</Heading>
      <Section key={`section ${name}`} admin={admin} />
    </>
  );
}
