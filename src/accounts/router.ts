import { Router } from 'express';
import { accountHeaders } from '../http/account-headers.ts';
import { AccountError, accountErrorMapper } from '../http/errors/account-error.ts';
import type { AccountsContext } from './context.ts';
import { answer, type Endpoint } from './endpoint.ts';
import { authenticateMfa } from './mfa-token.ts';
import { authenticateWithProof } from './recent-proof.ts';
import { accountCreate } from './routes/account-create.ts';
import { accountDestroy } from './routes/account-destroy.ts';
import { accountKeys } from './routes/account-keys.ts';
import { accountLogin } from './routes/account-login.ts';
import { accountOverview } from './routes/account-overview.ts';
import { accountProfile } from './routes/account-profile.ts';
import { accountReset } from './routes/account-reset.ts';
import { accountSessions } from './routes/account-sessions.ts';
import { accountStatusByEmail } from './routes/account-status-by-email.ts';
import { accountStatusByUid } from './routes/account-status-by-uid.ts';
import { attachedClientDestroy } from './routes/attached-client-destroy.ts';
import { attachedClients } from './routes/attached-clients.ts';
import { attachedOauthClients } from './routes/attached-oauth-clients.ts';
import { credentialsStatus } from './routes/credentials-status.ts';
import { deviceCommands } from './routes/device-commands.ts';
import { deviceDestroy } from './routes/device-destroy.ts';
import { deviceInvokeCommand } from './routes/device-invoke-command.ts';
import { deviceList } from './routes/device-list.ts';
import { deviceRegister } from './routes/device-register.ts';
import { devicesNotify } from './routes/devices-notify.ts';
import { mfaOtpRequest } from './routes/mfa-otp-request.ts';
import { mfaOtpVerify } from './routes/mfa-otp-verify.ts';
import { mfaTotpNew } from './routes/mfa-totp-new.ts';
import { mfaTotpReplaceConfirm } from './routes/mfa-totp-replace-confirm.ts';
import { mfaTotpSetupComplete } from './routes/mfa-totp-setup-complete.ts';
import { mfaTotpSetupVerify } from './routes/mfa-totp-setup-verify.ts';
import { passwordChangeFinish } from './routes/password-change-finish.ts';
import { passwordChangeStart } from './routes/password-change-start.ts';
import { passwordForgotResendCode } from './routes/password-forgot-resend-code.ts';
import { passwordForgotSendCode } from './routes/password-forgot-send-code.ts';
import { passwordForgotSendOtp } from './routes/password-forgot-send-otp.ts';
import { passwordForgotStatus } from './routes/password-forgot-status.ts';
import { passwordForgotVerifyCode } from './routes/password-forgot-verify-code.ts';
import { passwordForgotVerifyOtp } from './routes/password-forgot-verify-otp.ts';
import { randomBytes } from './routes/random-bytes.ts';
import { recoveryCodesExist } from './routes/recovery-codes-exist.ts';
import { recoveryCodesRenew } from './routes/recovery-codes-renew.ts';
import { recoveryCodesSet } from './routes/recovery-codes-set.ts';
import { recoveryEmailCreate } from './routes/recovery-email-create.ts';
import { recoveryEmailDestroy } from './routes/recovery-email-destroy.ts';
import { recoveryEmails } from './routes/recovery-email-list.ts';
import { recoveryEmailResendCode } from './routes/recovery-email-resend-code.ts';
import { recoveryEmailSetPrimary } from './routes/recovery-email-set-primary.ts';
import { recoveryEmailStatus } from './routes/recovery-email-status.ts';
import { recoveryEmailVerifyCode } from './routes/recovery-email-verify-code.ts';
import { recoveryEmailVerifySecondary } from './routes/recovery-email-verify-secondary.ts';
import { recoveryKeyCreate } from './routes/recovery-key-create.ts';
import { recoveryKeyDelete } from './routes/recovery-key-delete.ts';
import { recoveryKeyExists } from './routes/recovery-key-exists.ts';
import { recoveryKeyGet } from './routes/recovery-key-get.ts';
import { recoveryKeyVerify } from './routes/recovery-key-verify.ts';
import { scopedKeyData } from './routes/scoped-key-data.ts';
import { sessionDestroy } from './routes/session-destroy.ts';
import { sessionDuplicate } from './routes/session-duplicate.ts';
import { sessionReauth } from './routes/session-reauth.ts';
import { sessionResendCode } from './routes/session-resend-code.ts';
import { sessionStatus } from './routes/session-status.ts';
import { sessionVerifyCode } from './routes/session-verify-code.ts';
import { sessionVerifyRecoveryCode } from './routes/session-verify-recovery-code.ts';
import { sessionVerifyTotp } from './routes/session-verify-totp.ts';
import { totpCreate } from './routes/totp-create.ts';
import { totpDestroy } from './routes/totp-destroy.ts';
import { totpExists } from './routes/totp-exists.ts';
import { rejectUnblockCode } from './routes/unblock-code-reject.ts';
import { sendUnblockCode } from './routes/unblock-code-send.ts';

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
