import { useEffect, useState } from 'preact/hooks';
import { language } from '../language/language.ts';
import { type Check, checksOf, type Finding } from './checks.ts';
import { text } from './text.ts';

/** Tries live what devices will need, and says how to mend what is wrong. */
export function ChecksPanel({ address, hasOwnAuthority }: { address: string; hasOwnAuthority: boolean }) {
  const [round, setRound] = useState(0);
  return (
    <section class="card" aria-labelledby="checks">
      <h2 id="checks">{text.checksTitle}</h2>
      <p class="lead">{text.checksLead}</p>
      <ul class="plain-list checks">
        {checksOf(address, hasOwnAuthority, language()).map((check) => (
          <CheckRow key={check.name} check={check} round={round} />
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={() => setRound(round + 1)}>
        {text.checksAgain}
      </button>
    </section>
  );
}

function CheckRow({ check, round }: { check: Check; round: number }) {
  const [finding, setFinding] = useState<Finding>();

  useEffect(() => {
    setFinding(undefined);
    check.run().then(setFinding);
  }, [round]);

  const state = finding?.state ?? 'running';
  return (
    <li class={state} data-state={state}>
      <h3>
        {check.name} <span class={`badge ${state}`}>{text.checkStates[state]}</span>
      </h3>
      <p class="hint">
        {finding?.words ?? '…'} {finding?.link && <a href={finding.link.href}>{finding.link.words}</a>}
      </p>
    </li>
  );
}
