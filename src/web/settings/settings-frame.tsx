import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { findSession, type Session } from './session.ts';
import { text } from './text.ts';

/** The way back, as every settings page has it. */
export const backToSettings = { href: '/settings', words: text.back };

/** Shows a settings page to whoever is signed in, else how to sign in. */
export function SettingsFrame(props: {
  /** Forms stay narrow. */
  width?: 'narrow' | 'medium' | 'wide';
  children(session: Session): ComponentChildren;
}) {
  const { width = 'narrow', children } = props;
  const [session, setSession] = useState<Session | null>();

  useEffect(() => {
    findSession().then(setSession);
  }, []);

  if (session) return <Frame width={width}>{children(session)}</Frame>;
  return <Frame width="narrow">{session === null ? <SignInFirst /> : <Busy />}</Frame>;
}

/** Asks to sign in; also shown when a session turns out to have ended. */
export function SignInFirst() {
  return (
    <div class="card">
      <Heading>{text.signInTitle}</Heading>
      <p>{text.signInLead}</p>
      <p class="row">
        <a class="button" href="/signin">
          {text.signIn}
        </a>
        <a class="button quiet" href="/connect_another_device">
          {text.howTo}
        </a>
      </p>
    </div>
  );
}
