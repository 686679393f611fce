import { useEffect, useState } from 'preact/hooks';
import { clientsApi } from '../api/clients-api.ts';
import type { PageConfig } from '../page-config.ts';
import { Busy } from '../ui/busy.tsx';
import { Copy } from '../ui/copy.tsx';
import { Heading } from '../ui/heading.tsx';
import type { Firefox, SignedInUser } from '../webchannel/firefox.ts';
import type { AuthorityEnd, AuthorityFlow } from './authority.ts';
import { Approve, Approved, AuthorityEnded } from './authority-steps.tsx';
import { channelBase } from './channel-base.ts';
import { deviceName } from './device-name.ts';
import { Failure } from './failure.tsx';
import type { SupplicantInfo } from './firefox-pairing.ts';
import { type OpenedPairing, openPairing } from './page-authority.ts';
import { QrCode } from './qr-code.tsx';
import { text } from './text.ts';

type Step =
  | { name: 'opening' }
  | { name: 'showing'; pairing: OpenedPairing }
  | { name: 'asking' | 'approved'; flow: AuthorityFlow; info: SupplicantInfo }
  | { name: 'ended'; how: AuthorityEnd }
  | { name: 'failed'; error: unknown };

interface Props {
  config: PageConfig;
  firefox: Firefox;
  user: SignedInUser & { sessionToken: string };
}

/** A code that this page draws by itself (pairing version 2), until a device is let in or refused. */
export function OwnCode({ config, firefox, user }: Props) {
  const [step, go] = useState<Step>({ name: 'opening' });
  const [round, setRound] = useState(0);

  useEffect(() => {
    let opened: OpenedPairing | undefined;
    let isLeft = false;
    const leave = () => {
      isLeft = true;
      opened?.close();
    };
    async function show() {
      const account = { email: user.email, deviceName: await nameOfThis(user.sessionToken) };
      opened = await openPairing(channelBase(config), location.origin, account, (request) =>
        firefox.finishPairing(request),
      );
      if (isLeft) return opened.close();
      go({ name: 'showing', pairing: opened });
      const asked = await opened.asked;
      go({ name: 'asking', ...asked });
      go({ name: 'ended', how: await asked.flow.ended });
    }
    go({ name: 'opening' });
    show().catch((error) => isLeft || go({ name: 'failed', error }));
    // Who leaves the page shows no code any more.
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [round]);

  async function approve({ flow, info }: Extract<Step, { name: 'asking' | 'approved' }>) {
    await flow.approve();
    go((now) => (now.name === 'asking' ? { name: 'approved', flow, info } : now));
  }

  const again = () => setRound(round + 1);
  switch (step.name) {
    case 'opening':
      return <Busy />;
    case 'showing':
      return (
        <>
          <Heading key="showing">{text.scanTitle}</Heading>
          <p class="lead">{text.scanLead}</p>
          <QrCode text={step.pairing.link} label={text.qrLabel} />
          <p>{text.scanComputer}</p>
          <Copy name={text.codeName} value={step.pairing.link} />
        </>
      );
    case 'asking':
      return (
        <Approve
          email={user.email}
          info={step.info}
          onApprove={() => approve(step)}
          onRefuse={() => step.flow.refuse()}
        />
      );
    case 'approved':
      return <Approved />;
    case 'ended':
      return <AuthorityEnded how={step.how} firefox={firefox} onNewCode={again} />;
    case 'failed':
      return (
        <Failure error={step.error}>
          <button type="button" class="button wide" onClick={again}>
            {text.newCode}
          </button>
        </Failure>
      );
  }
}

async function nameOfThis(sessionToken: string): Promise<string> {
  const list = await clientsApi.list(sessionToken);
  return list.find(({ isCurrentSession }) => isCurrentSession)?.name ?? deviceName(navigator.userAgent);
}
