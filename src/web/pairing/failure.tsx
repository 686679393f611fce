import type { ComponentChildren } from 'preact';
import { ChannelEndError } from '../../crypto/pairing-channel/channel-end.ts';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { describeProblem } from '../ui/problem.ts';
import { PairingProtocolError } from './supplicant.ts';
import { text } from './text.ts';

/** Says why a pairing came to nothing. `children`: what to do next. */
export function Failure({ error, children }: { error: unknown; children: ComponentChildren }) {
  return (
    <>
      <Heading key="failed">{text.failedTitle}</Heading>
      <Notice kind="bad">{`${describePairing(error)} ${text.nothingChanged}`}</Notice>
      {children}
    </>
  );
}

function describePairing(error: unknown): string {
  if (error instanceof ChannelEndError) return text.ends[error.end];
  return error instanceof PairingProtocolError ? text.strange : describeProblem(error);
}
