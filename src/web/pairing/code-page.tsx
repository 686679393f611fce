import { useEffect, useState } from 'preact/hooks';
import { accountsApi } from '../api/accounts-api.ts';
import { DeafPage } from '../landing/deaf-page.tsx';
import type { PageConfig } from '../page-config.ts';
import type { PageProps } from '../page-props.ts';
import { DoneStep, NotLinkedStep, OtherUserStep } from '../signin/end-steps.tsx';
import { detectEnvironment, type Environment } from '../signin/environment.ts';
import { Busy } from '../ui/busy.tsx';
import { Frame } from '../ui/frame.tsx';
import { createFirefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';
import { channelBase } from './channel-base.ts';
import { CodeEntry } from './code-entry.tsx';
import { createPageRequest, handOver, NotLinkedError, type PageRequest } from './desktop-supplicant.ts';
import { pairingApi } from './pairing-api.ts';
import { onCodeInAddress, type PairingCode, takeCodeFromAddress } from './pairing-code.ts';
import { type PairingGrant, type Supplicant, startSupplicant } from './supplicant.ts';
import { SupplicantSteps } from './supplicant-steps.tsx';
import { text } from './text.ts';

type AroundFirefox = Extract<Environment, { kind: 'firefox' }>;

/** `/pair/code`: signs in the desktop Firefox around this page with a code from another one (accounts.md §7.8). */
export function CodePage({ config, parameters }: PageProps) {
  const [environment, setEnvironment] = useState<Environment>();

  useEffect(() => {
    const channel = openWebChannel(window, navigator.userAgent);
    const open = () => createFirefox(channel);
    detectEnvironment(parameters, navigator.userAgent, open).then(setEnvironment);
  }, []);

  if (environment && environment.kind !== 'firefox') return <DeafPage why="no channel" />;
  if (environment?.takesKeys) return <DeafPage why="too old for codes" />;
  return (
    <Frame width="narrow">
      <div class="card">{environment ? <WithCode config={config} environment={environment} /> : <Busy />}</div>
    </Frame>
  );
}

function WithCode({ config, environment }: { config: PageConfig; environment: AroundFirefox }) {
  const [code, setCode] = useState<PairingCode | null>(() => takeCodeFromAddress(location, history));
  const [isNotLinked, setNotLinked] = useState(false);
  useEffect(() => onCodeInAddress(setCode), []);
  const [page, setPage] = useState<PageRequest>();
  const { firefox, flow, status } = environment;
  const { signedInUser, isDesktop } = status;

  async function connect(from: PairingCode): Promise<Supplicant> {
    const own = await createPageRequest();
    setPage(own);
    return startSupplicant(channelBase(config), from, own.request);
  }

  async function deliver(grant: PairingGrant, email: string): Promise<void> {
    const account = await page!.redeem(pairingApi, grant, email);
    try {
      await handOver(account, { api: accountsApi, firefox, isDesktop, flow }, pairingApi);
    } catch (error) {
      if (!(error instanceof NotLinkedError)) throw error;
      setNotLinked(true);
    }
  }

  if (signedInUser) return <OtherUserStep email={signedInUser.email} />;
  if (isNotLinked) return <NotLinkedStep />;
  if (!code) return <CodeEntry onCode={setCode} passwordHref={`/signin${location.search}`} />;
  return (
    <SupplicantSteps
      key={code.link}
      connect={() => connect(code)}
      deliver={deliver}
      done={<DoneStep isNew={false} isAdmin={false} environment={environment} />}
      retry={
        <button type="button" class="button wide" onClick={() => setCode(null)}>
          {text.otherCode}
        </button>
      }
    />
  );
}
