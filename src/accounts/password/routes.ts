import type { EndpointTable } from '../endpoint.ts';
import { accountReset } from './account-reset.ts';
import { passwordChangeFinish } from './password-change-finish.ts';
import { passwordChangeStart } from './password-change-start.ts';
import { passwordForgotResendCode } from './password-forgot-resend-code.ts';
import { passwordForgotSendCode } from './password-forgot-send-code.ts';
import { passwordForgotSendOtp } from './password-forgot-send-otp.ts';
import { passwordForgotStatus } from './password-forgot-status.ts';
import { passwordForgotVerifyCode } from './password-forgot-verify-code.ts';
import { passwordForgotVerifyOtp } from './password-forgot-verify-otp.ts';

/** The routes of changing and forgetting passwords, below `/v1` (accounts.md §3.6). */
export const passwordRoutes: EndpointTable = {
  'GET /password/forgot/status': passwordForgotStatus,
  'POST /account/reset': accountReset,
  'POST /password/change/finish': passwordChangeFinish,
  'POST /password/change/start': passwordChangeStart,
  'POST /password/forgot/resend_code': passwordForgotResendCode,
  'POST /password/forgot/send_code': passwordForgotSendCode,
  'POST /password/forgot/send_otp': passwordForgotSendOtp,
  'POST /password/forgot/verify_code': passwordForgotVerifyCode,
  'POST /password/forgot/verify_otp': passwordForgotVerifyOtp,
};
