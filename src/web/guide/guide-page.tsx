import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PageConfig } from '../page-config.ts';
import type { PageProps } from '../page-props.ts';
import { QrCode } from '../pairing/qr-code.tsx';
import { rememberedInvite } from '../session-store.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { AndroidSteps } from './android-steps.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { connectedAs } from './connected-as.ts';
import { DesktopSteps } from './desktop-steps.tsx';
import { type DeviceKind, deviceKind } from './device-kind.ts';
import { FileWays } from './file-ways.tsx';
import { Invited } from './invited.tsx';
import { IosSteps } from './ios-steps.tsx';
import { text } from './text.ts';

/** `/connect`, and `/` for who just looks by: how each kind of Firefox is told about this server (accounts.md §1.1, §9.1). */
export function GuidePage({ config, parameters }: PageProps) {
  const [email, setEmail] = useState<string | null>();

  useEffect(() => {
    connectedAs().then(setEmail);
  }, []);

  const address = config.publicUrl ?? location.origin;
  const invite = rememberedInvite(parameters);
  if (email === undefined) {
    return (
      <Frame width="medium">
        <Busy />
      </Frame>
    );
  }
  return (
    <Frame width="medium">
      {email === null ? (
        <>
          <Heading>{text.title}</Heading>
          <p class="lead">{text.lead}</p>
          {invite && <Invited invite={invite} />}
        </>
      ) : (
        <>
          <Heading>{text.otherTitle}</Heading>
          <p class="lead">{text.otherLead(email)}</p>
        </>
      )}
      <Devices address={address} config={config} isConnected={email !== null} />
      <ChecksPanel address={address} hasOwnAuthority={config.ownAuthority} />
      {email === null && <Pairing />}
      <Account isConnected={email !== null} />
    </Frame>
  );
}

function Devices(props: { address: string; config: PageConfig; isConnected: boolean }) {
  const { address, config, isConnected } = props;
  const own = deviceKind(navigator.userAgent, navigator.maxTouchPoints);
  // A device that is in already wants the other one.
  const [kind, choose] = useState<DeviceKind>(
    isConnected && own === 'desktop' ? 'android' : isConnected ? 'desktop' : own,
  );
  const kinds: DeviceKind[] = ['desktop', 'android', 'ios', ...(own === 'legacy' ? (['legacy'] as const) : [])];
  const Steps = stepsOf[kind];
  return (
    <>
      {isConnected && <Pairing />}
      <fieldset class="row choices">
        <legend>{text.kindsLegend}</legend>
        {kinds.map((each) => (
          <button
            key={each}
            type="button"
            class="button quiet"
            aria-pressed={each === kind}
            onClick={() => choose(each)}
          >
            {text.kinds[each]}
            {each === own && !isConnected && ` (${text.thisDevice})`}
          </button>
        ))}
      </fieldset>
      <Steps address={address} hasLegacy={config.legacy} />
      {(kind === 'android' || kind === 'ios') && own === 'desktop' && <OntoPhone address={address} />}
      {kind === 'desktop' && <FileWays address={address} hasOwnAuthority={config.ownAuthority} />}
    </>
  );
}

const stepsOf: Record<DeviceKind, ComponentType<{ address: string; hasLegacy: boolean }>> = {
  desktop: DesktopSteps,
  android: AndroidSteps,
  ios: IosSteps,
  legacy: LegacySteps,
};

function LegacySteps({ hasLegacy }: { hasLegacy: boolean }) {
  return (
    <section class="card">
      <h2>{text.legacyTitle}</h2>
      <p>{hasLegacy ? text.legacy : text.legacyOff}</p>
      {hasLegacy && (
        <a class="button" href="/weave-connect">
          {text.legacyLink}
        </a>
      )}
    </section>
  );
}

function OntoPhone({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.qrTitle}</h2>
      <p>{text.qr}</p>
      <QrCode text={address} label={text.qrLabel} />
    </section>
  );
}

function Pairing() {
  return (
    <section class="card">
      <h2>{text.pairTitle}</h2>
      <p>{text.pair}</p>
      <a class="button quiet" href="/pair">
        {text.pairShow}
      </a>
    </section>
  );
}

function Account({ isConnected }: { isConnected: boolean }) {
  return (
    <section class="card">
      <h2>{text.accountTitle}</h2>
      <p>{text.account}</p>
      <a class="button quiet" href={isConnected ? '/settings' : '/signin'}>
        {isConnected ? text.manage : text.signIn}
      </a>
    </section>
  );
}
