import { useEffect, useState } from 'preact/hooks';
import type { PageConfig } from '../page-config.ts';
import type { PageProps } from '../page-props.ts';
import { detectEnvironment, type Environment, isFirefox } from '../signin/environment.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { createFirefox, type Firefox, type OAuthFlow } from '../webchannel/firefox.ts';
import { ChannelError, openWebChannel } from '../webchannel/webchannel.ts';
import { OwnCode } from './own-code.tsx';
import { Scanned, ShowCode, SignInFirst } from './pair-steps.tsx';
import { onCodeInAddress, takeCodeFromAddress } from './pairing-code.ts';
import { ScannedByPhone } from './scanned-by-phone.tsx';

interface Found {
  environment: Environment;
  /** A flow that the phone around this page has begun for whoever grants it. */
  phone: { firefox: Firefox; flow: OAuthFlow } | null;
}

/** `/pair`: shows a code to another device, or takes a link that a camera app has read (accounts.md §7.3, version 2). */
export function PairPage({ config, parameters }: PageProps) {
  const [code, setCode] = useState(() => takeCodeFromAddress(location, history));
  const [found, setFound] = useState<Found>();

  useEffect(() => onCodeInAddress(setCode), []);
  useEffect(() => {
    const channel = openWebChannel(window, navigator.userAgent);
    const open = () => createFirefox(channel);
    async function look() {
      const environment = await detectEnvironment(parameters, navigator.userAgent, open);
      setFound({ environment, phone: code && environment.kind === 'web' ? await findPhone(open()) : null });
      // Firefox of version 1 shows its code in the tab that asks for it.
      if (parameters.has('show') && canShow(environment) && environment.status.pairingVersion < 2) {
        environment.firefox.openPairing();
      }
    }
    void look();
  }, [code]);

  return (
    <Frame width="narrow">
      {!found && <Busy />}
      {found && code && found.phone && <ScannedByPhone config={config} code={code} {...found.phone} />}
      {found && code && !found.phone && <Scanned code={code} environment={found.environment} />}
      {found && !code && <Show config={config} environment={found.environment} isAsked={parameters.has('show')} />}
    </Frame>
  );
}

function Show({ config, environment, isAsked }: { config: PageConfig; environment: Environment; isAsked: boolean }) {
  if (!canShow(environment)) return <SignInFirst />;
  const { firefox, status } = environment;
  if (status.pairingVersion < 2 || !isAsked) return <ShowCode isOwn={status.pairingVersion >= 2} firefox={firefox} />;
  return (
    <section class="card">
      <OwnCode config={config} firefox={firefox} user={status.signedInUser} />
    </section>
  );
}

type CanShow = Extract<Environment, { kind: 'firefox' }> & { status: { signedInUser: { sessionToken: string } } };

function canShow(environment: Environment): environment is CanShow {
  if (environment.kind !== 'firefox') return false;
  const { signedInUser, canPair, pairingVersion } = environment.status;
  return (canPair || pairingVersion >= 2) && signedInUser?.sessionToken != null;
}

// Only phones: desktop can't take a grant before it has a session (accounts.md §7.8).
async function findPhone(firefox: Firefox): Promise<Found['phone']> {
  if (!isFirefox(navigator.userAgent) || !/Android|FxiOS/.test(navigator.userAgent)) return null;
  try {
    const { signedInUser, pairingVersion } = await firefox.status();
    const flow = pairingVersion >= 2 && !signedInUser ? await firefox.startPairing() : null;
    return flow && { firefox, flow };
  } catch (error) {
    if (error instanceof ChannelError) return null;
    throw error;
  }
}
