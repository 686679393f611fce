import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../page-props.ts';
import { detectEnvironment, type Environment } from '../signin/environment.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { createFirefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';
import { Scanned, ShowCode, SignInFirst } from './pair-steps.tsx';
import { onCodeInAddress, takeCodeFromAddress } from './pairing-code.ts';

/** `/pair`: how to show a code to another device, or what to do with a link that a camera app has read (accounts.md §7.3). */
export function PairPage({ parameters }: PageProps) {
  const [code, setCode] = useState(() => takeCodeFromAddress(location, history));
  const [environment, setEnvironment] = useState<Environment>();

  useEffect(() => onCodeInAddress(setCode), []);
  useEffect(() => {
    const channel = openWebChannel(window, navigator.userAgent);
    const open = () => createFirefox(channel);
    detectEnvironment(parameters, navigator.userAgent, open).then((found) => {
      setEnvironment(found);
      // Firefox shows its code in the tab that asks for it.
      if (parameters.has('show') && canShow(found)) found.firefox.openPairing();
    });
  }, []);

  return (
    <Frame width="narrow">
      {!environment && <Busy />}
      {environment && code && <Scanned code={code} environment={environment} />}
      {environment && !code && (canShow(environment) ? <ShowCode /> : <SignInFirst />)}
    </Frame>
  );
}

function canShow(environment: Environment): environment is Extract<Environment, { kind: 'firefox' }> {
  if (environment.kind !== 'firefox') return false;
  const { signedInUser, canPair } = environment.status;
  return canPair && signedInUser?.sessionToken != null;
}
