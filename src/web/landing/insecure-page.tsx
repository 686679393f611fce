import { ChecksPanel } from '../guide/checks-panel.tsx';
import type { PageConfig } from '../page-config.ts';
import { Frame } from '../ui/frame.tsx';
import { Heading } from '../ui/heading.tsx';
import { text } from './text.ts';

/** Without a secure context there is no cryptography in the page (notes: client traps, 8). */
export function InsecurePage({ config }: { config: PageConfig }) {
  return (
    <Frame width="medium">
      <div class="card">
        <Heading>{text.insecureTitle}</Heading>
        <p>{text.insecure}</p>
        <p>{text.insecureNext}</p>
      </div>
      <ChecksPanel address={config.publicUrl ?? location.origin} hasOwnAuthority={config.ownAuthority} />
    </Frame>
  );
}
