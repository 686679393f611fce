import { securityApi } from '../api/security-api.ts';
import type { Session } from '../settings/session.ts';
import { useProof } from '../settings/use-proof.tsx';
import { Busy } from '../ui/busy.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { numberInWords } from '../ui/numbers.ts';
import { useResult } from '../ui/use-result.ts';
import { text } from './text.ts';

/** So many codes are few. */
const few = 2;

/** Tells how many recovery codes are left, and makes new ones. */
export function CodesCard({ session, onCodes }: { session: Session; onCodes(codes: string[]): void }) {
  const { sessionToken } = session;
  const state = useResult(async () => ({
    isOn: (await securityApi.totpState(sessionToken)).verified,
    left: await securityApi.countRecoveryCodes(sessionToken),
  }));
  const proof = useProof(session);
  return (
    <section class="card" aria-labelledby="codes">
      <h2 id="codes">{text.codesTitle}</h2>
      {state.problem && <Notice kind="bad">{state.problem}</Notice>}
      {!state.value && !state.problem && <Busy />}
      {state.value && !state.value.isOn && (
        <>
          <p>{text.codesOff}</p>
          <a href="/settings/two-step">{text.codesSetUp}</a>
        </>
      )}
      {state.value?.isOn && (
        <>
          <p>
            {text.codesLead} <strong>{text.codesLeft(numberInWords(state.value.left), state.value.left === 1)}</strong>
          </p>
          {state.value.left <= few && <Notice kind="note">{text.codesFew}</Notice>}
          <Form
            submit={text.codesRenew}
            account={session.email}
            compact
            onSubmit={() => proof.guard(async () => onCodes(await securityApi.renewRecoveryCodes(sessionToken)))}
          >
            {proof.field}
          </Form>
        </>
      )}
    </section>
  );
}
