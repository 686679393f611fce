import { TlsAlert } from './alert.ts';
import { closeCodes } from './close-codes.ts';

/** Why a pairing channel is over. */
export type ChannelEnd =
  /** The other side said goodbye: it is done, or its user refused. */
  | 'closed by peer'
  /** We said goodbye. */
  | 'closed'
  /** The other side left without a goodbye, or the network broke. */
  | 'lost'
  /** The channel doesn't exist, or no longer. */
  | 'unknown'
  /** It was open for too long. */
  | 'expired'
  /** Two devices are in it already. */
  | 'full'
  /** The server has no room, or had enough. */
  | 'refused'
  /** The server is being stopped or restarted. */
  | 'server restart'
  /** The two sides don't have the same key, or somebody tampered with what they said. */
  | 'not secure'
  /** A mistake in our own code, or a browser that lacks something. */
  | 'broken';

const byCode: Record<number, ChannelEnd> = {
  [closeCodes.goingAway]: 'server restart',
  [closeCodes.unknownChannel]: 'unknown',
  [closeCodes.expired]: 'expired',
  [closeCodes.full]: 'full',
  [closeCodes.tooMuch]: 'refused',
};

/** A channel ended before what was asked of it. */
export class ChannelEndError extends Error {
  readonly end: ChannelEnd;

  constructor(end: ChannelEnd) {
    super(`the pairing channel has ended: ${end}`);
    this.name = 'ChannelEndError';
    this.end = end;
  }
}

/** The end that a WebSocket close code means. */
export const endOfCode = (code: number): ChannelEnd => byCode[code] ?? 'lost';

/** The end that an error of the secure channel means; `lost` for what isn't ours, such as a frame that isn't the server's. */
export function endOfError(error: unknown): ChannelEnd {
  if (error instanceof TlsAlert) return 'not secure';
  return error instanceof TypeError || error instanceof ReferenceError ? 'broken' : 'lost';
}
