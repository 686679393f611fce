import { useState } from 'preact/hooks';
import type { Environment } from '../signin/environment.ts';
import { Copy } from '../ui/copy.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Firefox } from '../webchannel/firefox.ts';
import { type PairingCode, readPairingCode } from './pairing-code.ts';
import { PictureInput } from './picture-input.tsx';
import { text } from './text.ts';

/**
 * On the signed-in Firefox: leads to a code and helps to get it to another computer. `isOwn`: this page draws it; otherwise
 * Firefox does, in a tab of its own.
 */
export function ShowCode({ isOwn, firefox }: { isOwn: boolean; firefox: Firefox }) {
  return (
    <>
      <section class="card">
        <Heading>{text.pairTitle}</Heading>
        <p class="lead">{text.pairLead}</p>
        <p>{isOwn ? text.showOwnHint : text.showCodeHint}</p>
        <a class="button wide" href="/pair?show" {...(!isOwn && { target: '_blank', rel: 'noreferrer' })}>
          {text.showCode}
        </a>
        {isOwn && (
          <p>
            <button type="button" class="link-button" onClick={() => firefox.openPairing()}>
              {text.firefoxCode}
            </button>
          </p>
        )}
      </section>
      <section class="card">
        <h2>{text.computerTitle}</h2>
        <ol class="steps">
          {text.computerSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <CodeAsText />
      </section>
    </>
  );
}

function CodeAsText() {
  const [code, setCode] = useState<ReturnType<typeof readPairingCode>>();
  const link = typeof code === 'object' ? code.link : null;
  return (
    <>
      <PictureInput label={text.asText} onText={(found) => setCode(readPairingCode(found, location.origin))} />
      {typeof code === 'string' && (
        <Notice kind="bad">{code === 'other server' ? text.otherServer : text.noCodeInPicture}</Notice>
      )}
      {link && (
        <>
          <p>{text.asTextDone}</p>
          <Copy name={text.codeName} value={link} />
        </>
      )}
    </>
  );
}

/** Shown in whichever browser a camera app has opened the link. */
export function Scanned({ code, environment }: { code: PairingCode; environment: Environment }) {
  const isFreeDesktop =
    environment.kind === 'firefox' && environment.status.isDesktop && !environment.status.signedInUser;
  return (
    <section class="card">
      <Heading>{text.scannedTitle}</Heading>
      {isFreeDesktop ? (
        <p>
          <a class="button wide" href={`/pair/code${new URL(code.link).hash}`}>
            {text.scannedHere}
          </a>
        </p>
      ) : (
        <>
          <p class="lead">{text.scanned}</p>
          <p>{text.scannedPhone}</p>
        </>
      )}
      <p>{text.scannedComputer}</p>
      <Copy name={text.codeName} value={code.link} />
    </section>
  );
}

/** Nobody is signed in to this browser. */
export function SignInFirst() {
  return (
    <section class="card">
      <Heading>{text.signInFirstTitle}</Heading>
      <p class="lead">{text.signInFirst}</p>
      <p>{text.openInFirefox}</p>
      <a class="button quiet" href="/connect_another_device">
        {text.howTo}
      </a>
    </section>
  );
}
