import { Heading } from '../ui/heading.tsx';
import type { RecoveredKey, ResetPermit } from './reset-password.ts';
import { text } from './text.ts';

/** Somebody who may set a new password. */
export interface Permitted {
  permit: ResetPermit;
}

/** kB from the recovery key; null: given up. */
export type Recovered = RecoveredKey | null;

/** The new password is set: what to do now. */
export function DoneStep({ isKept }: { isKept: boolean }) {
  return (
    <>
      <Heading>{text.doneTitle}</Heading>
      <p>{isKept ? text.doneKept : text.doneLost}</p>
      {!isKept && (
        <p>
          {text.doneKey} <a href="/settings/recovery-key">{text.makeKey}</a>
        </p>
      )}
      <a class="button" href="/settings">
        {text.settings}
      </a>
    </>
  );
}
