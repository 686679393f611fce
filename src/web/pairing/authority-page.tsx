import { useEffect, useState } from 'preact/hooks';
import type { PageProps } from '../page-props.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { createFirefox, type Firefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';
import { type AuthorityEnd, type AuthorityFlow, endOf, watchPairing } from './authority.ts';
import { Approve, Approved, AuthorityEnded, NotHere } from './authority-steps.tsx';
import { createFirefoxPairing, type SupplicantInfo } from './firefox-pairing.ts';

const pairingRedirect = 'urn:ietf:wg:oauth:2.0:oob:pair-auth-webchannel';

type Step =
  | { name: 'checking' | 'not here' | 'other user' }
  | { name: 'asking' | 'approved'; flow: AuthorityFlow; info: SupplicantInfo }
  | { name: 'ended'; how: AuthorityEnd };

/** `/oauth`: the signed-in Firefox opens it when a device has scanned its code (accounts.md §7.6). */
export function AuthorityPage({ parameters }: PageProps) {
  const [step, go] = useState<Step>({ name: 'checking' });
  const [firefox, setFirefox] = useState<Firefox>();
  const email = parameters.get('email') ?? '';

  async function start() {
    const channelId = parameters.get('channel_id');
    if (!channelId || parameters.get('redirect_uri') !== pairingRedirect) return go({ name: 'not here' });
    const channel = openWebChannel(window, navigator.userAgent);
    const around = createFirefox(channel);
    setFirefox(around);
    const { signedInUser } = await around.status();
    const pairing = createFirefoxPairing(channel, channelId);
    if (signedInUser?.uid !== parameters.get('uid') || !signedInUser?.sessionToken) {
      pairing.decline();
      return go({ name: 'other user' });
    }
    const info = await pairing.supplicant();
    const flow = watchPairing(pairing);
    void flow.ended.then((how) => go({ name: 'ended', how }));
    go({ name: 'asking', flow, info });
  }

  useEffect(() => {
    start().catch((error) => go({ name: 'ended', how: endOf(error, false) }));
  }, []);

  async function approve({ flow, info }: Extract<Step, { name: 'asking' | 'approved' }>) {
    await flow.approve();
    go((now) => (now.name === 'asking' ? { name: 'approved', flow, info } : now));
  }

  return (
    <Frame width="narrow">
      <div class="card">
        {step.name === 'checking' && <Busy />}
        {step.name === 'asking' && (
          <Approve email={email} info={step.info} onApprove={() => approve(step)} onRefuse={() => step.flow.refuse()} />
        )}
        {step.name === 'approved' && <Approved />}
        {step.name === 'ended' && <AuthorityEnded how={step.how} firefox={firefox} />}
        {(step.name === 'not here' || step.name === 'other user') && (
          <NotHere email={step.name === 'other user' ? email : null} />
        )}
      </div>
    </Frame>
  );
}
