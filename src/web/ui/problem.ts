import { ApiError, UnreachableError } from '../../client/api-error.ts';
import { FlowLostError } from '../webchannel/firefox.ts';
import { ChannelError } from '../webchannel/webchannel.ts';
import { own } from './own.ts';
import { text } from './text.ts';

const { problems } = text;

/** Errors of the accounts table (accounts.md §3.7) that mean the same on every page. */
const byErrno: Record<number, string> = {
  101: problems.accountExists,
  102: problems.unknownAccount,
  103: problems.wrongPassword,
  105: problems.wrongCode,
  107: problems.invalidEmail,
  110: problems.sessionEnded,
  138: problems.unverifiedSession,
  140: problems.addressTaken,
  136: problems.addressTaken,
  141: problems.addressTaken,
  144: problems.addressTaken,
  121: problems.locked,
  154: problems.alreadyOn,
  156: problems.wrongCode,
  158: problems.wrongRecoveryKey,
  159: problems.wrongRecoveryKey,
  164: problems.staleProof,
  183: problems.wrongCode,
  202: problems.notAllowed,
};

/**
 * Tells a mistake in these pages, or a browser that lacks something, from what a user, a picture, a device or the network did.
 */
export const isProgrammingError = (error: unknown): boolean =>
  error instanceof TypeError || error instanceof ReferenceError;

/** True when the server says that a password isn't right. */
export const isWrongPassword = (error: unknown): boolean => error instanceof ApiError && error.errno === 103;

/** Says in plain words what went wrong and what to do next. */
export function describeProblem(error: unknown): string {
  if (error instanceof UnreachableError) return problems.unreachable;
  if (error instanceof FlowLostError) return problems.flowLost;
  if (error instanceof ChannelError) {
    return error.failure === 'refused' ? problems.firefoxRefused(error.message) : problems.channelSilent;
  }
  if (!(error instanceof ApiError)) return problems.unexpected(error instanceof Error ? error.message : String(error));
  const refused = own(problems.refused, error.reason ?? '');
  if (refused) return refused;
  // For administrators, in the words of the process that could not do it.
  if (error.reason === 'refused' || error.reason === 'supervisor') return error.message;
  if (error.status === 429) {
    return error.retryAfter ? problems.tooMany(text.retryAfter(error.retryAfter)) : problems.tooManySoon;
  }
  if (error.status === 502 || error.status === 503 || error.status === 504) return problems.unavailable;
  return byErrno[error.errno] ?? problems.unexpected(`${error.status}/${error.errno}`);
}
