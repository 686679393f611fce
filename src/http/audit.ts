import type { Request } from 'express';
import { requestLog } from './request-context.ts';

/** Security events; the supervisor's writer gives each its line in the audit log. */
export type AuditEvent =
  | 'AccountCreated'
  | 'AccountDeleted'
  | 'SignUpRefused'
  | 'AdminClaimed'
  | 'SignIn'
  | 'SignInFailed'
  | 'SignOut'
  | 'PasswordChanged'
  | 'PasswordReset'
  | 'PasswordResetRequested'
  | 'EmailVerified'
  | 'EmailChanged'
  | 'TotpEnabled'
  | 'TotpDisabled'
  | 'TotpFailed'
  | 'RecoveryCodeUsed'
  | 'RecoveryKeyCreated'
  | 'RecoveryKeyDeleted'
  | 'DeviceAdded'
  | 'DeviceRemoved'
  | 'CaptchaFail'
  | 'RateLimited';

/**
 * Notes a security event in the audit log: who (by uid, never by mail address), from where, with what program.
 *
 * @param facts - More about the event; no secrets, no mail addresses.
 */
export function audit(request: Request, event: AuditEvent, facts: { uid?: string; [name: string]: unknown }): void {
  requestLog(request).to('audit', event, {
    ...facts,
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    method: request.method,
    path: request.path,
    host: request.headers.host ?? '',
  });
}
