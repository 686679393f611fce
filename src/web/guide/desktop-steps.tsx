import { Copy } from '../ui/copy.tsx';
import { addressPref, allowHttpPref, enabledPref } from './config-files.ts';
import { text } from './text.ts';

const { desktop, forks, nameOf } = text;

/** How Firefox on a computer is told about this server (accounts.md §1.1). */
export function DesktopSteps({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.desktopTitle}</h2>
      <p>
        {desktop.oldest} {desktop.signedOut}
      </p>
      <ol class="steps">
        <li>
          {desktop.open}
          <Copy name={nameOf.page} value={desktop.aboutConfig} />
        </li>
        <li>
          {desktop.search}
          <Copy name={nameOf.pref} value={addressPref} />
        </li>
        <li>
          {desktop.set}
          <Copy name={nameOf.address} value={address} />
        </li>
        {address.startsWith('http:') && (
          <li>
            {desktop.allowHttp}
            <Copy name={nameOf.pref} value={allowHttpPref} />
          </li>
        )}
        <li>{desktop.restart}</li>
        <li>{desktop.signIn}</li>
      </ol>
      <details>
        <summary>{text.forksTitle}</summary>
        <p>{forks.all}</p>
        <ul>
          <li>
            {forks.librewolf}
            <Copy name={nameOf.pref} value={enabledPref} />
            {forks.librewolfClear}
          </li>
          <li>{forks.zen}</li>
          <li>{forks.floorp}</li>
          <li>{forks.waterfox}</li>
        </ul>
      </details>
    </section>
  );
}
