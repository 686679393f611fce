import { Copy } from '../ui/copy.tsx';
import { Notice } from '../ui/notice.tsx';
import { androidPort } from './checks.ts';
import { PhonePicture } from './picture.tsx';
import { text } from './text.ts';

const { android, pictures } = text;

// What Firefox for Android calls these it calls so in every language.
const debug = 'Sync Debug';
const server = 'Custom Mozilla account server';

/** How Firefox for Android is told about this server (accounts.md §9.1). */
export function AndroidSteps({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.androidTitle}</h2>
      {androidPort(address).state !== 'ok' && <Notice kind="note">{android.port}</Notice>}
      <p>{android.signedOut}</p>
      <ol class="steps">
        <li>{android.secret}</li>
        <li>{android.menu}</li>
        <li>
          {android.enter}
          <Copy name={text.nameOf.address} value={address} />
        </li>
        <li>{android.restart}</li>
      </ol>
      <div class="pictures">
        <PhonePicture
          label={pictures.androidAbout}
          title="About Firefox"
          rows={[{ words: 'Firefox', mark: 'tap' }, { words: 'Version 153.0' }]}
        />
        <PhonePicture
          label={pictures.androidDebug}
          title={pictures.settings}
          rows={[{ words: debug, mark: 'open' }, { words: '…' }]}
        />
        <PhonePicture
          label={pictures.androidServer}
          title={debug}
          rows={[{ words: server, below: new URL(address).host, mark: 'open' }, { words: 'Custom Sync server' }]}
        />
      </div>
      <p class="hint">{android.bookmarks}</p>
    </section>
  );
}
