import { useState } from 'preact/hooks';
import type { PageProps } from '../page-props.ts';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { createFirefox } from '../webchannel/firefox.ts';
import { openWebChannel } from '../webchannel/webchannel.ts';
import { channelBase } from './channel-base.ts';
import { takeCodeFromAddress } from './pairing-code.ts';
import { type PairingGrant, startSupplicant } from './supplicant.ts';
import { SupplicantSteps } from './supplicant-steps.tsx';
import { readSupplicantAddress, type SupplicantTarget } from './supplicant-target.ts';
import { text } from './text.ts';

/** `/pair/supp`: a phone that has scanned a code with its own scanner comes here (accounts.md §7.7). */
export function SupplicantPage({ config, parameters }: PageProps) {
  const [code] = useState(() => takeCodeFromAddress(location, history));
  const address = readSupplicantAddress(parameters, location.origin);
  return (
    <Frame width="narrow">
      <div class="card">
        {code && address ? (
          <SupplicantSteps
            connect={() => startSupplicant(channelBase(config), code, address.request)}
            deliver={(grant) => deliver(address.target, grant, address.request.scope)}
            done={<Done />}
            retry={<p>{text.fresh}</p>}
          />
        ) : (
          <>
            <Heading>{text.failedTitle}</Heading>
            <p>{text.incomplete + text.fresh}</p>
          </>
        )}
      </div>
    </Frame>
  );
}

async function deliver(target: SupplicantTarget, { code, state }: PairingGrant, scope: string): Promise<void> {
  if (target.kind === 'redirect') {
    location.assign(`${target.address}?${new URLSearchParams({ code, state })}`);
    return;
  }
  // Phones do it and stay silent (accounts.md §9.3).
  const firefox = createFirefox(openWebChannel(window, navigator.userAgent));
  await firefox.oauthLogin({ code, state, scope, action: 'pairing', choice: null });
}

function Done() {
  return (
    <>
      <Heading key="done">{text.doneTitle}</Heading>
      <p class="lead">{text.done}</p>
    </>
  );
}
