import { Copy } from '../ui/copy.tsx';
import { Notice } from '../ui/notice.tsx';
import { PhonePicture } from './picture.tsx';
import { text } from './text.ts';

const { ios, pictures } = text;

// What Firefox for iOS calls these it calls so in every language.
const advanced = 'Advanced Sync Settings';

/** How Firefox for iPhone and iPad is told about this server (accounts.md §9.1). */
export function IosSteps({ address }: { address: string }) {
  return (
    <section class="card">
      <h2>{text.iosTitle}</h2>
      {!address.startsWith('https:') && <Notice kind="note">{ios.insecure}</Notice>}
      <ol class="steps">
        <li>{ios.secret}</li>
        <li>{ios.menu}</li>
        <li>
          {ios.enter}
          <Copy name={text.nameOf.address} value={address} />
        </li>
        <li>{ios.signIn}</li>
      </ol>
      <div class="pictures">
        <PhonePicture
          label={pictures.iosVersion}
          title={pictures.settings}
          rows={[{ words: '…' }, { words: 'Firefox 153.0', mark: 'tap' }]}
        />
        <PhonePicture
          label={pictures.iosAdvanced}
          title={pictures.settings}
          rows={[{ words: advanced, mark: 'open' }, { words: '…' }]}
        />
        <PhonePicture
          label={pictures.iosServer}
          title={advanced}
          rows={[
            { words: 'Use Custom FxA Content…', mark: 'switch' },
            { words: new URL(address).host, below: 'Custom Account Content Server URI', mark: 'open' },
          ]}
        />
      </div>
    </section>
  );
}
