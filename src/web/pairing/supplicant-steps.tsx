import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ChannelEndError } from '../../crypto/pairing-channel/channel-end.ts';
import { Busy } from '../ui/busy.tsx';
import { Heading } from '../ui/heading.tsx';
import { Failure } from './failure.tsx';
import type { PairingGrant, Supplicant } from './supplicant.ts';
import { text } from './text.ts';

type Step =
  | { name: 'connecting' | 'cancelled' | 'done' }
  | { name: 'confirm' | 'waiting' | 'delivering'; supplicant: Supplicant }
  | { name: 'failed'; error: unknown };

/** What the steps need. */
export interface SupplicantStepsProps {
  /** Joins the channel of the code; called once. */
  connect(): Promise<Supplicant>;
  /** Gives the grant to Firefox. */
  deliver(grant: PairingGrant, email: string): Promise<void>;
  /** Shown at the end. */
  done: ComponentChildren;
  /** What to do after a failure. */
  retry: ComponentChildren;
}

/** Leads a new device from the code to the account: connecting, whose account, confirm, wait, done (accounts.md §7.7). */
export function SupplicantSteps({ connect, deliver, done, retry }: SupplicantStepsProps) {
  const [step, go] = useState<Step>({ name: 'connecting' });
  const fail = (error: unknown) => go({ name: 'failed', error });

  useEffect(() => {
    connect().then((supplicant) => {
      go({ name: 'confirm', supplicant });
      // A refusal, or a cut network, must not wait until the user has confirmed.
      void supplicant.ended.then((end) =>
        go((now) => (now.name === 'confirm' ? { name: 'failed', error: new ChannelEndError(end) } : now)),
      );
    }, fail);
  }, []);

  async function confirm(supplicant: Supplicant) {
    go({ name: 'waiting', supplicant });
    try {
      const grant = await supplicant.confirm();
      go({ name: 'delivering', supplicant });
      await deliver(grant, supplicant.authority.email);
      go({ name: 'done' });
    } catch (error) {
      fail(error);
    }
    await supplicant.leave();
  }

  function cancel(supplicant: Supplicant) {
    go({ name: 'cancelled' });
    void supplicant.leave();
  }

  switch (step.name) {
    case 'connecting':
      return <Waiting title={text.connectingTitle} label={text.connecting} />;
    case 'confirm':
      return <Confirm supplicant={step.supplicant} onConfirm={confirm} onCancel={cancel} />;
    case 'waiting':
      return <Waiting title={text.waitTitle} label={text.wait(step.supplicant.authority.deviceName)} />;
    case 'delivering':
      return <Waiting title={text.deliveringTitle} label={text.delivering} />;
    case 'done':
      return <>{done}</>;
    case 'cancelled':
      return (
        <>
          <Heading key="cancelled">{text.cancelledTitle}</Heading>
          <p>{text.cancelled}</p>
          {retry}
        </>
      );
    case 'failed':
      return <Failure error={step.error}>{retry}</Failure>;
  }
}

function Waiting({ title, label }: { title: string; label: string }) {
  return (
    <>
      <Heading key={title}>{title}</Heading>
      <Busy label={label} />
    </>
  );
}

function Confirm(props: {
  supplicant: Supplicant;
  onConfirm(supplicant: Supplicant): void;
  onCancel(supplicant: Supplicant): void;
}) {
  const { email, deviceName } = props.supplicant.authority;
  return (
    <>
      <Heading key="confirm">{text.confirmTitle}</Heading>
      <p class="lead">{text.confirm(email, deviceName)}</p>
      <p>{text.confirmSafety}</p>
      <p class="row">
        <button type="button" class="button" onClick={() => props.onConfirm(props.supplicant)}>
          {text.confirmButton}
        </button>
        <button type="button" class="button quiet" onClick={() => props.onCancel(props.supplicant)}>
          {text.cancelButton}
        </button>
      </p>
    </>
  );
}
