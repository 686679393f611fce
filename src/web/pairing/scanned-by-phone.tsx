import type { PageConfig } from '../page-config.ts';
import { Heading } from '../ui/heading.tsx';
import type { Firefox, OAuthFlow } from '../webchannel/firefox.ts';
import { channelBase } from './channel-base.ts';
import type { PairingCode } from './pairing-code.ts';
import { startSupplicant } from './supplicant.ts';
import { SupplicantSteps } from './supplicant-steps.tsx';
import { text } from './text.ts';

/** On a phone whose camera app has opened the link in Firefox, which begins the flow by itself (pairing version 2). */
export function ScannedByPhone(props: { config: PageConfig; code: PairingCode; firefox: Firefox; flow: OAuthFlow }) {
  const { config, code, firefox, flow } = props;
  const request = {
    client_id: flow.clientId,
    state: flow.state,
    scope: flow.scope,
    code_challenge: flow.codeChallenge,
    code_challenge_method: flow.codeChallengeMethod,
    keys_jwk: flow.keysJwk ?? '',
  };
  return (
    <section class="card">
      <SupplicantSteps
        key={code.link}
        connect={() => startSupplicant(channelBase(config), code, request)}
        deliver={({ code, state }) =>
          firefox.oauthLogin({ code, state, scope: flow.scope, action: 'pairing', choice: null })
        }
        done={
          <>
            <Heading key="done">{text.doneTitle}</Heading>
            <p class="lead">{text.done}</p>
          </>
        }
        retry={<p>{text.fresh}</p>}
      />
    </section>
  );
}
