import { useEffect, useState } from 'preact/hooks';
import { Busy } from '../ui/busy.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { text as common } from '../ui/text.ts';
import { FlowLostError } from '../webchannel/firefox.ts';
import { OtherServerError } from './connection.ts';
import { DoneStep } from './end-steps.tsx';
import type { Environment } from './environment.ts';
import { text } from './text.ts';

interface Props {
  /** Hands the account over to Firefox; may be called again after a failure. */
  connect(): Promise<void>;
  isNew: boolean;
  /** It has just become an administrator's. */
  isAdmin: boolean;
  environment: Extract<Environment, { kind: 'firefox' }>;
}

/** Shows how the hand-over to Firefox goes, and how it ended. */
export function ConnectingStep({ connect, isNew, isAdmin, environment }: Props) {
  const [state, setState] = useState<'running' | 'done' | { problem: string; canRetry: boolean }>('running');

  async function run() {
    setState('running');
    try {
      await connect();
      setState('done');
    } catch (error) {
      setState(describeFailure(error));
    }
  }

  useEffect(() => {
    run();
  }, []);

  if (state === 'done') return <DoneStep isNew={isNew} isAdmin={isAdmin} environment={environment} />;
  if (state === 'running') {
    return (
      <>
        <Heading>{text.connectingTitle}</Heading>
        <Busy label={text.connecting} />
      </>
    );
  }
  return (
    <>
      <Heading key="failed">{text.connectFailedTitle}</Heading>
      <Notice kind="bad">{state.problem}</Notice>
      {state.canRetry && (
        <button type="button" class="button wide" onClick={run}>
          {common.tryAgain}
        </button>
      )}
    </>
  );
}

function describeFailure(error: unknown): { problem: string; canRetry: boolean } {
  if (error instanceof OtherServerError) return { problem: text.otherServer(location.host), canRetry: false };
  return { problem: describeProblem(error), canRetry: !(error instanceof FlowLostError) };
}
