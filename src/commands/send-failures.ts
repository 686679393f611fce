import { ApiError, UnreachableError } from '../client/api-error.ts';
import { OtherKeyError } from '../crypto/client/send-tab.ts';
import { SealBrokenError } from '../crypto/client/sync-keys.ts';
import { explain } from '../failures/explain.ts';
import { CommandError } from './command.ts';

/** The code of the second step is wrong. */
export const wrongCode = () =>
  new CommandError(
    'This code is not right, or too old. Codes of an app are good for half a minute, and the clock of its phone has to be right.',
  );

/** Errors of the accounts table (accounts.md §3.7) that somebody can mend. */
const byErrno: Record<number, () => CommandError> = {
  102: () => new CommandError('There is no account with this mail address. See how it is spelled in Firefox.'),
  103: () => new CommandError('The password is wrong. Try again with the one that Firefox signs in with.'),
  105: wrongCode,
  107: () => new CommandError('This is no mail address. Write it as Firefox shows it, such as name@example.org.'),
  121: () => new CommandError('This account is locked. The administrator of the server can let it in again.'),
  123: () => new CommandError('This device has just been signed out. Sign it in again, then try again.'),
  156: wrongCode,
  157: () => new CommandError('This device takes no pages any more. Sync it once, then try again.'),
  183: wrongCode,
};

/**
 * Puts what failed on the way of a page to a device into words.
 *
 * @param server - Its address.
 * @returns What to throw; the error itself when it speaks for itself, or is a bug.
 */
export function wordsOfSending(error: unknown, server: string): unknown {
  if (error instanceof UnreachableError) {
    const explanation = explain(error, { address: server });
    const why = explanation
      ? `${explanation.cause} ${explanation.fix}`
      : 'See that it runs, and that the address is right.';
    return new CommandError(`The Foxden at ${server} does not answer. ${why}`);
  }
  if (error instanceof OtherKeyError || error instanceof SealBrokenError) {
    return new CommandError(
      'That device was signed in with an older key of this account, before the password was reset perhaps. Sign it in again; then ' +
        'it takes pages.',
    );
  }
  if (!(error instanceof ApiError)) return error;
  const { status, errno, retryAfter, message } = error;
  if (status === 429) {
    const when = retryAfter === undefined ? 'later' : `in ${Math.ceil(retryAfter / 60)} min`;
    return new CommandError(`There were too many tries. Try again ${when}.`);
  }
  if (status >= 502 && status <= 504) {
    return new CommandError(`The Foxden at ${server} is not available at the moment. Try again in a minute.`);
  }
  if (errno === 999) {
    return new CommandError(
      `What answers at ${server} keeps no accounts (status ${status}). Give the address of the Foxden that Firefox signs in to by --server.`,
    );
  }
  return byErrno[errno]?.() ?? new CommandError(`${server} refuses: ${message} (${status}/${errno}).`);
}
