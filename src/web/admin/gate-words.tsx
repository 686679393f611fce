import { Heading } from '../ui/heading.tsx';
import type { EndReason } from './admin.ts';
import { text } from './text.ts';

/** For everybody whose account is no administrator's. */
export function Restricted() {
  return (
    <>
      <Heading>{text.restrictedTitle}</Heading>
      <p>{text.restricted}</p>
      <p>{text.restrictedNext}</p>
      <a class="button" href="/settings">
        {text.toSettings}
      </a>
    </>
  );
}

/** After the session has ended. */
export function Ended({ reason }: { reason: EndReason }) {
  return (
    <>
      <Heading>{reason === 'left' ? text.leftTitle : text.endedTitle}</Heading>
      <p>{reason === 'left' ? text.left : text.ended}</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        {text.openAgain}
      </button>
    </>
  );
}
