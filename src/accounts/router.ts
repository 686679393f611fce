import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { AccountError, accountErrorMapper } from '../http/errors/account-error.ts';
import { accountCreate } from './account/account-create.ts';
import { accountDestroy } from './account/account-destroy.ts';
import { accountKeys } from './account/account-keys.ts';
import { accountOverview } from './account/account-overview.ts';
import { accountProfile } from './account/account-profile.ts';
import { accountStatusByEmail } from './account/account-status-by-email.ts';
import { accountStatusByUid } from './account/account-status-by-uid.ts';
import { credentialsStatus } from './account/credentials-status.ts';
import { randomBytes } from './account/random-bytes.ts';
import { scopedKeyData } from './account/scoped-key-data.ts';
import type { AccountsContext } from './context.ts';
import { deviceCommands } from './device/device-commands.ts';
import { deviceDestroy } from './device/device-destroy.ts';
import { deviceInvokeCommand } from './device/device-invoke-command.ts';
import { deviceList } from './device/device-list.ts';
import { deviceRegister } from './device/device-register.ts';
import { devicesNotify } from './device/devices-notify.ts';
import { answer, type Endpoint } from './endpoint.ts';
import { accountReset } from './password/account-reset.ts';
import { passwordChangeFinish } from './password/password-change-finish.ts';
import { passwordChangeStart } from './password/password-change-start.ts';
import { passwordForgotResendCode } from './password/password-forgot-resend-code.ts';
import { passwordForgotSendCode } from './password/password-forgot-send-code.ts';
import { passwordForgotSendOtp } from './password/password-forgot-send-otp.ts';
import { passwordForgotStatus } from './password/password-forgot-status.ts';
import { passwordForgotVerifyCode } from './password/password-forgot-verify-code.ts';
import { passwordForgotVerifyOtp } from './password/password-forgot-verify-otp.ts';
import { authenticateWithProof } from './recent-proof.ts';
import { recoveryEmailCreate } from './recovery-email/recovery-email-create.ts';
import { recoveryEmailDestroy } from './recovery-email/recovery-email-destroy.ts';
import { recoveryEmails } from './recovery-email/recovery-email-list.ts';
import { recoveryEmailResendCode } from './recovery-email/recovery-email-resend-code.ts';
import { recoveryEmailSetPrimary } from './recovery-email/recovery-email-set-primary.ts';
import { recoveryEmailStatus } from './recovery-email/recovery-email-status.ts';
import { recoveryEmailVerifyCode } from './recovery-email/recovery-email-verify-code.ts';
import { recoveryEmailVerifySecondary } from './recovery-email/recovery-email-verify-secondary.ts';
import { recoveryKeyCreate } from './recovery-key/recovery-key-create.ts';
import { recoveryKeyDelete } from './recovery-key/recovery-key-delete.ts';
import { recoveryKeyExists } from './recovery-key/recovery-key-exists.ts';
import { recoveryKeyGet } from './recovery-key/recovery-key-get.ts';
import { recoveryKeyVerify } from './recovery-key/recovery-key-verify.ts';
import { accountLogin } from './session/account-login.ts';
import { accountSessions } from './session/account-sessions.ts';
import { attachedClientDestroy } from './session/attached-client-destroy.ts';
import { attachedClients } from './session/attached-clients.ts';
import { attachedOauthClients } from './session/attached-oauth-clients.ts';
import { sessionDestroy } from './session/session-destroy.ts';
import { sessionDuplicate } from './session/session-duplicate.ts';
import { sessionReauth } from './session/session-reauth.ts';
import { sessionResendCode } from './session/session-resend-code.ts';
import { sessionStatus } from './session/session-status.ts';
import { sessionVerifyCode } from './session/session-verify-code.ts';
import { rejectUnblockCode } from './session/unblock-code-reject.ts';
import { sendUnblockCode } from './session/unblock-code-send.ts';
import { mfaOtpRequest } from './totp/mfa-otp-request.ts';
import { mfaOtpVerify } from './totp/mfa-otp-verify.ts';
import { authenticateMfa } from './totp/mfa-token.ts';
import { mfaTotpNew } from './totp/mfa-totp-new.ts';
import { mfaTotpReplaceConfirm } from './totp/mfa-totp-replace-confirm.ts';
import { mfaTotpSetupComplete } from './totp/mfa-totp-setup-complete.ts';
import { mfaTotpSetupVerify } from './totp/mfa-totp-setup-verify.ts';
import { recoveryCodesExist } from './totp/recovery-codes-exist.ts';
import { recoveryCodesRenew } from './totp/recovery-codes-renew.ts';
import { recoveryCodesSet } from './totp/recovery-codes-set.ts';
import { sessionVerifyRecoveryCode } from './totp/session-verify-recovery-code.ts';
import { sessionVerifyTotp } from './totp/session-verify-totp.ts';
import { totpCreate } from './totp/totp-create.ts';
import { totpDestroy } from './totp/totp-destroy.ts';
import { totpExists } from './totp/totp-exists.ts';

const gets: Record<string, Endpoint> = {
  '/account': accountOverview,
  '/account/attached_clients': attachedClients,
  '/account/attached_oauth_clients': attachedOauthClients,
  '/account/device/commands': deviceCommands,
  '/account/devices': deviceList,
  '/account/keys': accountKeys,
  '/account/profile': accountProfile,
  '/account/sessions': accountSessions,
  '/account/status': accountStatusByUid,
  '/password/forgot/status': passwordForgotStatus,
  '/recoveryKey/:id': recoveryKeyGet,
  '/recovery_email/status': recoveryEmailStatus,
  '/recovery_emails': recoveryEmails,
  '/session/status': sessionStatus,
  '/recoveryCodes': recoveryCodesRenew(authenticateWithProof),
  '/recoveryCodes/exists': recoveryCodesExist,
  '/totp/exists': totpExists,
};

const posts: Record<string, Endpoint> = {
  '/account/attached_client/destroy': attachedClientDestroy,
  '/account/create': accountCreate,
  '/account/credentials/status': credentialsStatus,
  '/account/destroy': accountDestroy,
  '/account/device': deviceRegister,
  '/account/device/destroy': deviceDestroy,
  '/account/devices/invoke_command': deviceInvokeCommand,
  '/account/devices/notify': devicesNotify,
  '/account/login': accountLogin,
  '/account/login/reject_unblock_code': rejectUnblockCode,
  '/account/login/send_unblock_code': sendUnblockCode,
  '/account/reset': accountReset,
  '/account/scoped-key-data': scopedKeyData,
  '/account/status': accountStatusByEmail,
  '/get_random_bytes': randomBytes,
  '/password/change/finish': passwordChangeFinish,
  '/password/change/start': passwordChangeStart,
  '/password/forgot/resend_code': passwordForgotResendCode,
  '/password/forgot/send_code': passwordForgotSendCode,
  '/password/forgot/send_otp': passwordForgotSendOtp,
  '/password/forgot/verify_code': passwordForgotVerifyCode,
  '/password/forgot/verify_otp': passwordForgotVerifyOtp,
  '/recoveryKey': recoveryKeyCreate,
  '/recoveryKey/exists': recoveryKeyExists,
  '/recoveryKey/verify': recoveryKeyVerify,
  '/recovery_email': recoveryEmailCreate,
  '/recovery_email/destroy': recoveryEmailDestroy,
  '/recovery_email/resend_code': sessionResendCode,
  '/recovery_email/secondary/resend_code': recoveryEmailResendCode,
  '/recovery_email/secondary/verify_code': recoveryEmailVerifySecondary,
  '/recovery_email/set_primary': recoveryEmailSetPrimary,
  '/recovery_email/verify_code': recoveryEmailVerifyCode,
  '/session/destroy': sessionDestroy,
  '/session/duplicate': sessionDuplicate,
  '/session/reauth': sessionReauth,
  '/session/resend_code': sessionResendCode,
  '/session/verify/recoveryCode': sessionVerifyRecoveryCode,
  '/session/verify/totp': sessionVerifyTotp,
  '/session/verify_code': sessionVerifyCode,
  '/mfa/otp/request': mfaOtpRequest,
  '/mfa/otp/verify': mfaOtpVerify,
  '/recoveryCodes': recoveryCodesSet(authenticateWithProof),
  '/mfa/totp/create': mfaTotpNew(false),
  '/mfa/totp/destroy': totpDestroy(authenticateMfa),
  '/mfa/totp/replace/confirm': mfaTotpReplaceConfirm,
  '/mfa/totp/replace/start': mfaTotpNew(true),
  '/mfa/totp/setup/complete': mfaTotpSetupComplete,
  '/mfa/totp/setup/verify': mfaTotpSetupVerify,
  '/totp/create': totpCreate,
  '/totp/destroy': totpDestroy(authenticateWithProof),
  '/mfa/recoveryCodes': recoveryCodesSet(authenticateMfa),
};

/**
 * The account server's routes below `/v1`, with a JSON answer for every path there that no service has (accounts.md §3.1): so
 * it is mounted after the OAuth server, which shares the prefix. Without a public URL nothing answers.
 */
export function accountsRouter(ctx: AccountsContext): Router {
  if (ctx.config.publicUrl === null) return Router();
  const v1 = Router();
  v1.use(accountHeaders(ctx.now));
  for (const [path, endpoint] of Object.entries(gets)) v1.get(path, answer(ctx, endpoint));
  for (const [path, endpoint] of Object.entries(posts)) v1.post(path, answer(ctx, endpoint));
  v1.put('/recoveryCodes', answer(ctx, recoveryCodesSet(authenticateWithProof)));
  v1.put('/mfa/recoveryCodes', answer(ctx, recoveryCodesSet(authenticateMfa)));
  v1.delete('/recoveryKey', answer(ctx, recoveryKeyDelete));
  v1.post('/certificate/sign', () => {
    throw AccountError.gone();
  });
  v1.use(() => {
    throw AccountError.notFound();
  });
  v1.use(accountErrorMapper);
  return Router().use('/v1', v1);
}
