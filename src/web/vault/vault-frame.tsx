import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { findSession } from '../settings/session.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';
import { UnlockForm } from './unlock-form.tsx';
import { openVault, type Vault } from './vault.ts';

type State = { name: 'looking' | 'locked' } | { name: 'asking'; email: string } | { name: 'open'; vault: Vault };

/**
 * Shows what only the password opens. Keys and data go when the page does, when the time is over, and when the reader says so;
 * a page that the browser brings back begins anew.
 */
export function VaultFrame({
  width,
  children,
}: {
  width: 'medium' | 'wide';
  children(vault: Vault): ComponentChildren;
}) {
  const [state, setState] = useState<State>({ name: 'looking' });
  const open = useRef<Vault>(undefined);

  useEffect(() => {
    findSession().then((session) => setState({ name: 'asking', email: session?.email ?? '' }));
    const leave = () => {
      open.current?.close();
      open.current = undefined;
      // At once: a page that is kept for the back button must not hold what it showed.
      document.getElementById('app')!.replaceChildren();
    };
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && location.reload();
    addEventListener('pagehide', leave);
    addEventListener('pageshow', comeBack);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('pageshow', comeBack);
    };
  }, []);

  async function unlock(account: SignedInAccount) {
    const vault = await openVault(account);
    open.current = vault;
    setState({ name: 'open', vault });
  }

  function lock() {
    open.current?.close();
    open.current = undefined;
    setState({ name: 'locked' });
  }

  if (state.name === 'open') {
    const { vault } = state;
    return (
      <Frame width={width}>
        <TimeLeft vault={vault} onEnd={lock} />
        {vault.hasData ? children(vault) : <NothingYet />}
      </Frame>
    );
  }
  return (
    <Frame width="narrow">
      <div class="card">
        {state.name === 'looking' && <Busy />}
        {state.name === 'asking' && <UnlockForm email={state.email} onAccount={unlock} />}
        {state.name === 'locked' && <Locked />}
      </div>
    </Frame>
  );
}

function TimeLeft({ vault, onEnd }: { vault: Vault; onEnd(): void }) {
  const left = () => Math.ceil(vault.timeLeft() / 60_000);
  const [minutes, setMinutes] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => {
      if (vault.timeLeft() <= 0) onEnd();
      else setMinutes(left());
    }, 1000);
    return () => clearInterval(timer);
  }, [vault]);
  return (
    <p class="row apart vault-bar">
      <span>
        {vault.email} · {text.openFor(minutes)}
      </span>
      <button type="button" class="button quiet" onClick={onEnd}>
        {text.lockNow}
      </button>
    </p>
  );
}

function Locked() {
  return (
    <>
      <Heading>{text.lockedTitle}</Heading>
      <p>{text.locked}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {text.openAgain}
      </button>
    </>
  );
}

function NothingYet() {
  return (
    <div class="card">
      <Heading>{text.nothingYetTitle}</Heading>
      <p>{text.nothingYet}</p>
      <a class="button" href="/connect_another_device">
        {text.connect}
      </a>
    </div>
  );
}
