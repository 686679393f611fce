import type { EndpointTable } from '../endpoint.ts';
import { recoveryEmailCreate } from './recovery-email-create.ts';
import { recoveryEmailDestroy } from './recovery-email-destroy.ts';
import { recoveryEmails } from './recovery-email-list.ts';
import { recoveryEmailResendCode } from './recovery-email-resend-code.ts';
import { recoveryEmailSetPrimary } from './recovery-email-set-primary.ts';
import { recoveryEmailStatus } from './recovery-email-status.ts';
import { recoveryEmailVerifyCode } from './recovery-email-verify-code.ts';
import { recoveryEmailVerifySecondary } from './recovery-email-verify-secondary.ts';

/** The routes of the addresses of an account, below `/v1` (accounts.md §3.6). */
export const recoveryEmailRoutes: EndpointTable = {
  'GET /recovery_email/status': recoveryEmailStatus,
  'GET /recovery_emails': recoveryEmails,
  'POST /recovery_email': recoveryEmailCreate,
  'POST /recovery_email/destroy': recoveryEmailDestroy,
  'POST /recovery_email/secondary/resend_code': recoveryEmailResendCode,
  'POST /recovery_email/secondary/verify_code': recoveryEmailVerifySecondary,
  'POST /recovery_email/set_primary': recoveryEmailSetPrimary,
  'POST /recovery_email/verify_code': recoveryEmailVerifyCode,
};
