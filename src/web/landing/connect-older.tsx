import { Copy } from '../ui/copy.tsx';
import { text } from './text.ts';

const { older, nameOf } = text;

/** How browsers with Sync 1.1 are told about this server (sync11.md §3.5, §4.3). */
export function ConnectOlder({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.olderTitle}</h2>
      <p>{older.lead}</p>
      <ol class="steps">
        <li>
          {older.enter}
          <Copy name={nameOf.address} value={`${address}/`} />
        </li>
        <li>
          {older.pair}
          <Copy name={nameOf.pref} value={older.pairPref} />
          <Copy name={nameOf.address} value={`${address}/jpake/`} />
        </li>
      </ol>
      <a href="/weave-account">{older.account}</a>
    </section>
  );
}
