import { useState } from 'preact/hooks';
import { deleteCollections, type SyncedCollection } from '../api/sync-data-api.ts';
import type { Session } from '../settings/session.ts';
import { useProof } from '../settings/use-proof.tsx';
import { Check } from '../ui/check.tsx';
import { Form } from '../ui/form.tsx';
import { Notice } from '../ui/notice.tsx';
import { bytesInWords } from '../ui/numbers.ts';
import { isInternal, nameOfCollection } from './collection-names.ts';
import { text } from './text.ts';

/** Deletes collections from this server, after saying what that means. */
export function DeleteCard(props: { session: Session; collections: SyncedCollection[]; onDone(): Promise<void> }) {
  const { session, collections, onDone } = props;
  const [chosen, setChosen] = useState<string[]>([]);
  const [isAgreed, agree] = useState(false);
  const [error, setError] = useState<string>();
  const [done, setDone] = useState<string>();
  const proof = useProof(session);
  const offered = collections.filter((each) => !isInternal(each)).sort((a, b) => (a.name < b.name ? -1 : 1));

  async function submit() {
    setDone(undefined);
    setError(isAgreed || chosen.length === 0 ? undefined : text.deleteConsentMissing);
    if (chosen.length === 0) return text.deleteNone;
    if (!isAgreed) return;
    await proof.guard(async () => {
      await deleteCollections(session.sessionToken, chosen);
      setDone(text.deleted(chosen.map(nameOfCollection).join(', ')));
      setChosen([]);
      agree(false);
      await onDone();
    });
  }

  return (
    <section class="card ending" aria-labelledby="deletion">
      <h2 id="deletion">{text.deleteTitle}</h2>
      {done && <Notice kind="good">{done}</Notice>}
      {offered.length === 0 ? (
        <p>{text.nothingStored}</p>
      ) : (
        <>
          <p>{text.deleteLead}</p>
          <p>{text.deleteBackups}</p>
          <Form submit={text.deleteSubmit} account={session.email} onSubmit={submit} danger compact>
            <fieldset>
              <legend>{text.deleteWhat}</legend>
              {offered.map(({ name, bytes }) => (
                <Check
                  key={name}
                  label={`${nameOfCollection(name)} (${bytesInWords(bytes)})`}
                  checked={chosen.includes(name)}
                  onCheck={(isChosen) =>
                    setChosen(isChosen ? [...chosen, name] : chosen.filter((each) => each !== name))
                  }
                />
              ))}
            </fieldset>
            <Check label={text.deleteConsent} checked={isAgreed} onCheck={agree} error={error} />
            {proof.field}
          </Form>
        </>
      )}
    </section>
  );
}
