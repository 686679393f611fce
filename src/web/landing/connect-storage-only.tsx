import { Copy } from '../ui/copy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { OpenAboutConfig } from './open-about-config.tsx';
import { text } from './text.ts';

const { desktop, nameOf } = text;

/** The only page where accounts live on another server: how to have Firefox store its data here. */
export function ConnectStorageOnly({ address }: { address: string }) {
  return (
    <Frame width="medium">
      <section class="card">
        <Heading>{text.externalTitle}</Heading>
        <p>{text.external}</p>
        <ol class="steps">
          <OpenAboutConfig />
          <li>
            {desktop.search}
            <Copy name={nameOf.pref} value={text.externalPref} />
          </li>
          <li>
            {desktop.set}
            <Copy name={nameOf.address} value={`${address}/token/1.0/sync/1.5`} />
          </li>
          <li>{text.externalRestart}</li>
        </ol>
        <p class="hint">{text.externalPhones}</p>
      </section>
    </Frame>
  );
}
