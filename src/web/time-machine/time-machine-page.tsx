import { useState } from 'preact/hooks';
import { ApiError } from '../../client/api-error.ts';
import { clientsApi } from '../api/clients-api.ts';
import type { VersionsState } from '../sync-client/versions.ts';
import { Busy } from '../ui/busy.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Form } from '../ui/form.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { own } from '../ui/own.ts';
import { useResult } from '../ui/use-result.ts';
import type { Vault } from '../vault/vault.ts';
import { VaultFrame } from '../vault/vault-frame.tsx';
import { dayAndTime, sizeOf } from './format.ts';
import { PastView } from './past-view.tsx';
import { kinds } from './take-back.ts';
import { text } from './text.ts';

/** `/history`: what has changed in somebody's data, and the way back. */
export function TimeMachinePage() {
  return <VaultFrame width="wide">{(vault) => <TimeMachine vault={vault} />}</VaultFrame>;
}

/** Null: this server keeps nothing. */
const askState = (vault: Vault): Promise<VersionsState | null> =>
  vault.client.versionsState().catch((error) => {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  });

const nobody: ReadonlyMap<string, string> = new Map();

/** Names by id. The page is of use without them, too. */
const askDevices = (vault: Vault): Promise<ReadonlyMap<string, string>> =>
  clientsApi.list(vault.sessionToken).then(
    (list) => new Map(list.flatMap(({ deviceId, name }) => (deviceId && name ? [[deviceId, name] as const] : []))),
    () => new Map(),
  );

function TimeMachine({ vault }: { vault: Vault }) {
  const { value: state, problem, reload } = useResult(() => askState(vault));
  return (
    <>
      <Heading>{text.title}</Heading>
      <p class="lead">{text.lead}</p>
      {problem && <Notice kind="bad">{problem}</Notice>}
      {state === undefined && !problem && <Busy />}
      {state === null && (
        <section class="card">
          <h2>{text.unavailableTitle}</h2>
          <p>{text.unavailable}</p>
        </section>
      )}
      {state && state.since === null && <SwitchOn vault={vault} state={state} onDone={reload} />}
      {state && state.since !== null && (
        <>
          <Kinds vault={vault} since={state.since} />
          <SwitchOff vault={vault} state={state} since={state.since} onDone={reload} />
        </>
      )}
    </>
  );
}

interface Switch {
  vault: Vault;
  state: VersionsState;
  onDone(): void;
}

function SwitchOn({ vault, state, onDone }: Switch) {
  async function switchOn(): Promise<void> {
    await vault.client.versionsState(true);
    onDone();
  }

  return (
    <section class="card">
      <h2>{text.offTitle}</h2>
      <p>{text.off(state.days, sizeOf(state.most))}</p>
      <Form submit={text.switchOn} onSubmit={switchOn} />
    </section>
  );
}

function SwitchOff({ vault, state, since, onDone }: Switch & { since: number }) {
  return (
    <section class="card">
      <p>{text.since(dayAndTime(since))}</p>
      <p>{text.kept(state.versions, sizeOf(state.bytes), state.days)}</p>
      <ConfirmButton
        label={text.switchOff}
        question={text.backups}
        yes={text.switchOffSure}
        danger
        onYes={() => vault.client.versionsState(false).then(onDone)}
      />
    </section>
  );
}

function Kinds({ vault, since }: { vault: Vault; since: number }) {
  const [chosen, choose] = useState(kinds[0]!);
  const { value: devices = nobody } = useResult(() => askDevices(vault));
  return (
    <>
      <nav class="row kinds" aria-label={text.kinds}>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            class="button quiet"
            aria-pressed={kind === chosen}
            onClick={() => choose(kind)}
          >
            {own(text.names, kind) ?? kind}
          </button>
        ))}
      </nav>
      <PastView key={chosen} client={vault.client} kind={chosen} since={since} devices={devices} />
    </>
  );
}
