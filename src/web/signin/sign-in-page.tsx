import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { DeafPage } from '../landing/deaf-page.tsx';
import { OtherServicePage } from '../landing/other-service-page.tsx';
import { UnknownClientPage } from '../landing/plain-pages.tsx';
import type { PageProps } from '../page-props.ts';
import { loadPage } from '../routes.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { createFirefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';
import { detectEnvironment, type Environment } from './environment.ts';
import { administratorPage, SignIn } from './sign-in.tsx';
import { text } from './text.ts';
import { unknownClient } from './unknown-client.ts';

/**
 * `/` and the sign-in paths. Who was sent by Firefox signs in; who just came by `/`, or by the link of an invitation, sees how to
 * connect a Firefox, and on the other paths can sign in to the settings.
 */
export function SignInPage({ config, parameters }: PageProps) {
  const [environment, setEnvironment] = useState<Environment>();
  const [unknown, setUnknown] = useState<string>();

  useEffect(() => {
    const channel = openWebChannel(window, navigator.userAgent);
    const open = (statusTimeout: number) => createFirefox(channel, statusTimeout);
    detectEnvironment(parameters, navigator.userAgent, open).then(setEnvironment);
    // At `/` it is desktop that asks, and this page is the first thing it sees.
    if (location.pathname !== '/') unknownClient(parameters).then(setUnknown);
  }, [parameters]);

  if (unknown !== undefined) return <UnknownClientPage id={unknown} />;
  if (!environment) {
    return (
      <Frame width="narrow">
        <Busy />
      </Frame>
    );
  }
  if (environment.kind === 'deaf') return <DeafPage why={environment.why} />;
  if (environment.kind === 'other service') return <OtherServicePage service={environment.service} />;
  const isInvited = location.pathname === '/signup' && parameters.has('invite');
  if (environment.kind === 'web' && (location.pathname === '/' || isInvited)) {
    return <Guide config={config} parameters={parameters} />;
  }
  const user = environment.kind === 'firefox' ? environment.status.signedInUser : null;
  if (user?.sessionToken && !hasFlow(environment))
    return <AlreadyConnected email={user.email} parameters={parameters} />;
  return (
    <Frame width="narrow">
      <div class="card">
        <SignIn config={config} environment={environment} parameters={parameters} />
      </div>
    </Frame>
  );
}

const hasFlow = (environment: Environment) =>
  environment.kind === 'firefox' && (environment.flow !== null || environment.takesKeys);

// A page of its own: who signs in has no need of it.
function Guide(props: PageProps) {
  const [Page, setPage] = useState<ComponentType<PageProps>>();
  useEffect(() => {
    loadPage('/connect').then((page) => setPage(() => page));
  }, []);
  if (Page) return <Page {...props} />;
  return (
    <Frame width="medium">
      <Busy />
    </Frame>
  );
}

function AlreadyConnected({ email, parameters }: { email: string; parameters: URLSearchParams }) {
  useEffect(() => {
    const invite = parameters.get('invite');
    if (invite) location.replace(administratorPage(invite));
  }, [parameters]);
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.alreadyTitle}</Heading>
        <p class="lead">{text.already(email)}</p>
        <p class="row">
          <a class="button" href="/settings">
            {text.manage}
          </a>
          <a class="button quiet" href="/connect_another_device">
            {text.anotherDevice}
          </a>
        </p>
      </div>
    </Frame>
  );
}
