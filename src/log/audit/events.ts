/** Security events with the words and the CEF severity (0 to 10) that the audit log has for them. */
export const auditEvents = {
  AccountCreated: { words: 'Account created', severity: 3 },
  AccountDeleted: { words: 'Account deleted', severity: 6 },
  SignUpRefused: { words: 'Sign-up refused', severity: 4 },
  AdminClaimed: { words: 'Administrator link used', severity: 8 },
  AdminAction: { words: 'Administrator command', severity: 6 },
  SignIn: { words: 'User signed in', severity: 3 },
  SignInFailed: { words: 'User Authentication Failed', severity: 5 },
  SignOut: { words: 'User signed out', severity: 2 },
  PasswordChanged: { words: 'Password changed', severity: 6 },
  PasswordReset: { words: 'Password reset', severity: 7 },
  PasswordResetRequested: { words: 'Password reset requested', severity: 5 },
  EmailVerified: { words: 'Mail address verified', severity: 3 },
  EmailChanged: { words: 'Mail address changed', severity: 7 },
  TotpEnabled: { words: 'Two-step sign-in enabled', severity: 5 },
  TotpDisabled: { words: 'Two-step sign-in disabled', severity: 7 },
  TotpFailed: { words: 'Wrong code at two-step sign-in', severity: 5 },
  RecoveryCodeUsed: { words: 'Recovery code used', severity: 6 },
  RecoveryKeyCreated: { words: 'Recovery key created', severity: 5 },
  RecoveryKeyDeleted: { words: 'Recovery key deleted', severity: 6 },
  DeviceAdded: { words: 'Device added', severity: 4 },
  DeviceRemoved: { words: 'Device removed', severity: 4 },
  CaptchaFail: { words: 'Captcha failed', severity: 5 },
  StorageWiped: { words: 'Sync data wiped', severity: 6 },
  QuotaExceeded: { words: 'Storage quota exceeded', severity: 4 },
  RateLimited: { words: 'Too many requests', severity: 6 },
} as const;

/** Name of a security event. */
export type AuditEvent = keyof typeof auditEvents;
