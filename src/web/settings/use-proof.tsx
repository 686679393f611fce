import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { withPassword } from '../../client/with-password.ts';
import { securityApi } from '../api/security-api.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Session } from './session.ts';
import { text } from './text.ts';

const staleProof = 164;

/** Asks for the password when the server wants to have it once more. */
export interface Proof {
  /** Goes inside the form; nothing as long as the password isn't wanted. */
  field: VNode | null;
  /** Does the work, once the password is proved if it is wanted. When the server turns out to want it, the form asks. */
  guard(work: () => Promise<unknown>): Promise<void>;
}

/**
 * Lets a form do what the server allows only right after the password was given (errno 164): a page may have been open for
 * days, or belong to a Firefox that signed in last year.
 *
 * @param options - `always`: the form asks from the beginning, whatever the server would let pass.
 */
export function useProof(session: Session, { always = false }: { always?: boolean } = {}): Proof {
  const [isWanted, want] = useState(always);
  const isStale = isWanted && !always;
  const [password, setPassword] = useState('');

  async function guard(work: () => Promise<unknown>): Promise<void> {
    if (isWanted) {
      await withPassword(session.email, password, (proof) => securityApi.proveAgain(session.sessionToken, proof));
      want(always);
      setPassword('');
    }
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.errno !== staleProof) throw error;
      want(true);
    }
  }

  const field = isWanted ? (
    <>
      {isStale && <Notice kind="note">{text.proofWanted}</Notice>}
      <Field
        label={text.password}
        type="password"
        autocomplete="current-password"
        value={password}
        onValue={setPassword}
        autoFocus={isStale}
      />
    </>
  ) : null;
  return { field, guard };
}
