import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { foreignText, isForeignText } from '../../database/foreign-text.ts';
import { logFailure } from '../log-failure.ts';
import { isMalformedUrl, malformedUrl } from '../malformed-url.ts';
import { BodyError } from '../read-body.ts';
import { isUnavailable } from './is-unavailable.ts';
import { WireError } from './wire-error.ts';

type Extras = Record<string, unknown>;

/**
 * An error of the account API: JSON with code, errno, error and message (accounts.md §3.7). Also used by `/oauth/…` and
 * the profile server, whose clients read the same table.
 */
export class AccountError extends WireError {
  readonly errno: number;
  readonly extras: Extras;

  constructor(
    status: number,
    errno: number,
    message: string,
    extras: Extras = {},
    headers?: Record<string, string>,
    uid?: string,
  ) {
    super(status, message, { headers, uid });
    this.errno = errno;
    this.extras = extras;
  }

  static accountExists = (email: string) => new AccountError(400, 101, 'Account already exists', { email });
  static unknownAccount = (email?: string) => new AccountError(400, 102, 'Unknown account', email ? { email } : {});
  static incorrectPassword = (email: string) => new AccountError(400, 103, 'Incorrect password', { email });
  static unverifiedAccount = () => new AccountError(400, 104, 'Unverified account');
  static invalidCode = (extras?: Extras) => new AccountError(400, 105, 'Invalid verification code', extras);
  static invalidJson = () => new AccountError(400, 106, 'Invalid JSON in request body');
  static invalidParameter = (validation?: unknown) =>
    new AccountError(400, 107, 'Invalid parameter in request body', validation ? { validation } : {});
  static missingParameter = (param: string) =>
    new AccountError(400, 108, `Missing parameter in request body: ${param}`, { param });
  static invalidSignature = () => new AccountError(401, 109, 'Invalid request signature');
  static invalidToken = (message = 'Token not found') => new AccountError(401, 110, message);
  static bodyTooLarge = () => new AccountError(413, 113, 'Request body too large');
  static tooManyRequests = (retryAfter: number, uid?: string) =>
    new AccountError(
      429,
      114,
      'Client has sent too many requests',
      { retryAfter },
      { 'Retry-After': `${retryAfter}` },
      uid,
    );
  static notFound = () => new AccountError(404, 116, 'Not Found');
  static gone = () => new AccountError(410, 116, 'This endpoint is no longer supported');
  static incorrectEmailCase = (email: string) => new AccountError(400, 120, 'Incorrect email case', { email });
  static accountLocked = () => new AccountError(400, 121, 'The administrator has locked this account');
  static unknownDevice = () => new AccountError(400, 123, 'Unknown device');
  static deviceSessionConflict = (deviceId: string) =>
    new AccountError(400, 124, 'Session already registered by another device', { deviceId });
  static unverifiedSession = () => new AccountError(400, 138, 'Unverified session');
  static invalidUnblockCode = () => new AccountError(400, 127, 'Invalid unblock code');
  static emailTaken = () => new AccountError(400, 136, 'This address belongs to an account already');
  static unknownEmail = () => new AccountError(400, 143, 'Unknown email');
  static emailNotVerified = () => new AccountError(400, 147, 'Confirm this address before it becomes the primary one');
  static mailFailed = () => new AccountError(500, 151, 'The mail could not be sent');
  static totpExists = () => new AccountError(400, 154, 'Two-step sign-in is set up already');
  static totpMissing = () => new AccountError(400, 155, 'Two-step sign-in is not set up');
  static recoveryCodeMissing = () => new AccountError(400, 156, 'Unknown recovery code');
  static commandUnavailable = () => new AccountError(400, 157, 'Requested command is not available on that device');
  static recoveryKeyMissing = () => new AccountError(400, 158, 'There is no recovery key');
  static recoveryKeyInvalid = () => new AccountError(400, 159, 'This recovery key does not belong to the account');
  static totpRequired = () => new AccountError(400, 160, 'A code of the authenticator app is needed');
  static recoveryKeyExists = () => new AccountError(400, 161, 'There is a recovery key already');
  static unknownClient = () => new AccountError(400, 162, 'Unknown client_id');
  static invalidScopes = (invalidScopes: string) =>
    new AccountError(400, 163, 'Requested scopes are not allowed', { invalidScopes });
  static staleProof = () => new AccountError(400, 164, 'Give the password again first: /session/reauth');
  static tooMany = (what: string) => new AccountError(400, 190, `This account has too many ${what}`);
  static invalidOtp = () => new AccountError(400, 183, 'Invalid or expired confirmation code');
  static invalidMfaToken = () => new AccountError(401, 223, 'Invalid or expired MFA token');
  // Says `feature off` for good, so it must not carry Retry-After: Firefox would block every account request (accounts.md §3.7).
  static notEnabled = (message: string) => new AccountError(403, 202, message);
  static lastAdministrator = () =>
    new AccountError(
      403,
      202,
      'This is the only administrator of the server. Make somebody else one first, or have it deleted by the command line',
      { reason: 'lastAdministrator' },
    );
  static unsafeAddress = () =>
    new AccountError(400, 107, 'This address has letters that pass for others; write it with the usual ones', {
      reason: 'unsafeAddress',
    });
  static unavailable = (retryAfter: number) =>
    new AccountError(503, 201, 'Service unavailable', { retryAfter }, { 'Retry-After': `${retryAfter}` });
  static unexpected = () => new AccountError(500, 999, 'Unexpected error');
}

/** Turns whatever a route threw into the account error shape. */
export const accountErrorMapper: ErrorRequestHandler = (thrown, request, response, next) => {
  if (response.headersSent) return next(thrown);
  const error = toAccountError(thrown);
  logFailure(request, error, thrown);
  response
    .status(error.status)
    .set(error.headers)
    .json({
      code: error.status,
      errno: error.errno,
      error: STATUS_CODES[error.status] ?? 'Error',
      message: error.message,
      info: 'https://mozilla.github.io/ecosystem-platform/api',
      ...error.extras,
    });
};

function toAccountError(thrown: unknown): AccountError {
  if (thrown instanceof AccountError) return thrown;
  if (isUnavailable(thrown)) return AccountError.unavailable(10);
  if (isMalformedUrl(thrown)) return AccountError.invalidParameter({ message: malformedUrl });
  if (isForeignText(thrown)) return AccountError.invalidParameter({ message: foreignText });
  if (thrown instanceof BodyError) {
    return thrown.reason === 'too large' ? AccountError.bodyTooLarge() : AccountError.invalidJson();
  }
  return AccountError.unexpected();
}
