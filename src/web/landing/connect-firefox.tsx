import type { PageConfig } from '../page-config.ts';
import { rememberedInvite } from '../session-store.ts';
import { Copy } from '../ui/copy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { OpenAboutConfig } from './open-about-config.tsx';
import { text } from './text.ts';

const { desktop, android, ios, nameOf } = text;

/** Shows how to tell each kind of Firefox about this server (accounts.md §1.1, §9.1). */
export function ConnectFirefox({ config, parameters }: { config: PageConfig; parameters: URLSearchParams }) {
  const address = config.publicUrl ?? location.origin;
  return (
    <Frame width="medium">
      <Heading>{text.title}</Heading>
      <p class="lead">{text.lead}</p>
      {rememberedInvite(parameters) && <Notice kind="good">{text.invited}</Notice>}
      <DesktopSteps address={address} />
      <AndroidSteps address={address} />
      <IosSteps address={address} />
      <section class="card">
        <h2>{text.pairTitle}</h2>
        <p>{text.pair}</p>
        <a class="button quiet" href="/pair">
          {text.pairShow}
        </a>
      </section>
      <section class="card">
        <h2>{text.accountTitle}</h2>
        <p>{text.account}</p>
        <a class="button quiet" href="/signin">
          {text.signIn}
        </a>
      </section>
    </Frame>
  );
}

function DesktopSteps({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.desktopTitle}</h2>
      <p>
        {desktop.oldest} {desktop.signedOut}
      </p>
      <ol class="steps">
        <OpenAboutConfig />
        <li>
          {desktop.search}
          <Copy name={nameOf.pref} value={desktop.prefName} />
        </li>
        <li>
          {desktop.set}
          <Copy name={nameOf.address} value={address} />
        </li>
        {address.startsWith('http:') && (
          <li>
            {desktop.allowHttp}
            <Copy name={nameOf.pref} value={desktop.allowHttpName} />
          </li>
        )}
        <li>{desktop.restart}</li>
        <li>{desktop.signIn}</li>
      </ol>
    </section>
  );
}

function AndroidSteps({ address }: { address: string }) {
  const { protocol, port } = new URL(address);
  return (
    <section class="card">
      <h2>{text.androidTitle}</h2>
      {(protocol !== 'https:' || port !== '') && <Notice kind="note">{android.port}</Notice>}
      <ol class="steps">
        <li>{android.secret}</li>
        <li>{android.menu}</li>
        <li>
          {android.enter}
          <Copy name={nameOf.address} value={address} />
        </li>
        <li>{android.restart}</li>
      </ol>
    </section>
  );
}

function IosSteps({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.iosTitle}</h2>
      {!address.startsWith('https:') && <Notice kind="note">{ios.insecure}</Notice>}
      <ol class="steps">
        <li>{ios.secret}</li>
        <li>{ios.menu}</li>
        <li>
          {ios.enter}
          <Copy name={nameOf.address} value={address} />
        </li>
      </ol>
    </section>
  );
}
