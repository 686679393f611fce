import { Copy } from '../ui/copy.tsx';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';

/** The only page while no public address is configured. */
export function SetupPage() {
  return (
    <Frame width="medium">
      <div class="card">
        <Heading>{text.setupTitle}</Heading>
        <p>{text.setupWhy}</p>
        <ol class="steps">
          {text.setupSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Copy name={text.setupExample} value="FOXDEN_PUBLIC_URL=https://foxden.example.org" />
      </div>
    </Frame>
  );
}

/** Firefox finds the pages of accounts only at the root of a host (accounts.md §1.1). */
export function RootNeededPage() {
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.rootNeededTitle}</Heading>
        <p>{text.rootNeeded}</p>
        <p>{text.rootNeededNext}</p>
      </div>
    </Frame>
  );
}

/** For addresses that lead nowhere. */
export function NotFoundPage() {
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.notFoundTitle}</Heading>
        <p>{text.notFound}</p>
        <a class="button" href="/">
          {text.home}
        </a>
      </div>
    </Frame>
  );
}

/** For an address that names a client which isn't registered here. */
export function UnknownClientPage({ id }: { id: string }) {
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.unknownClientTitle}</Heading>
        <p>{id === '' ? text.noClient : text.unknownClient(id)}</p>
        <p>{text.unknownClientNext}</p>
        <a class="button" href="/">
          {text.home}
        </a>
      </div>
    </Frame>
  );
}

/** Where old phones are sent at the end; they catch the address and close the page. */
export function BackToFirefoxPage() {
  return (
    <Frame width="narrow">
      <div class="card">
        <Heading>{text.backTitle}</Heading>
        <p>{text.back}</p>
      </div>
    </Frame>
  );
}
