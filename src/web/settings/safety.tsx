import { securityApi } from '../api/security-api.ts';
import { useResult } from '../ui/use-result.ts';
import type { Session } from './session.ts';
import { text } from './text.ts';

const { sections } = text;

/** What else can be changed, with what is switched on. */
export function Safety({ session }: { session: Session }) {
  const { sessionToken } = session;
  const key = useResult(() => securityApi.recoveryKeyExists(sessionToken));
  const totp = useResult(() => securityApi.totpState(sessionToken));
  return (
    <section class="card" aria-labelledby="safety">
      <h2 id="safety">{text.safetyTitle}</h2>
      <ul class="plain-list">
        <Row section={sections.profile} href="/settings/profile" />
        <Row section={sections.email} href="/settings/email" />
        <Row section={sections.password} href="/settings/password" />
        <Row section={sections.recoveryKey} href="/settings/recovery-key" isOn={key.value} />
        <Row section={sections.twoStep} href="/settings/two-step" isOn={totp.value?.verified} />
      </ul>
    </section>
  );
}

function Row(props: {
  section: { title: string; what: string; link: string; linkOn?: string };
  href: string;
  isOn?: boolean;
}) {
  const { section, href, isOn } = props;
  return (
    <li class="row apart">
      <div>
        <h3>
          {section.title}{' '}
          {isOn !== undefined && <span class={isOn ? 'badge' : 'badge off'}>{isOn ? text.on : text.off}</span>}
        </h3>
        <p class="hint">{section.what}</p>
      </div>
      <a href={href}>{isOn ? (section.linkOn ?? section.link) : section.link}</a>
    </li>
  );
}

/** The end of the account, apart from what is done every day. */
export function Ending() {
  return (
    <section class="card row apart ending" aria-labelledby="ending">
      <div>
        <h2 id="ending">{sections.destroy.title}</h2>
        <p class="hint">{sections.destroy.what}</p>
      </div>
      <a class="button danger" href="/settings/delete">
        {sections.destroy.link}
      </a>
    </section>
  );
}
