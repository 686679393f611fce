import type { EndpointTable } from '../endpoint.ts';
import { accountLogin } from './account-login.ts';
import { accountSessions } from './account-sessions.ts';
import { attachedClientDestroy } from './attached-client-destroy.ts';
import { attachedClients } from './attached-clients.ts';
import { attachedOauthClients } from './attached-oauth-clients.ts';
import { sessionDestroy } from './session-destroy.ts';
import { sessionDuplicate } from './session-duplicate.ts';
import { sessionReauth } from './session-reauth.ts';
import { sessionResendCode } from './session-resend-code.ts';
import { sessionStatus } from './session-status.ts';
import { sessionVerifyCode } from './session-verify-code.ts';
import { rejectUnblockCode } from './unblock-code-reject.ts';
import { sendUnblockCode } from './unblock-code-send.ts';

/** The routes of sessions, signing in, and the clients that hold them, below `/v1` (accounts.md §3.4). */
export const sessionRoutes: EndpointTable = {
  'GET /account/attached_clients': attachedClients,
  'GET /account/attached_oauth_clients': attachedOauthClients,
  'GET /account/sessions': accountSessions,
  'GET /session/status': sessionStatus,
  'POST /account/attached_client/destroy': attachedClientDestroy,
  'POST /account/login': accountLogin,
  'POST /account/login/reject_unblock_code': rejectUnblockCode,
  'POST /account/login/send_unblock_code': sendUnblockCode,
  'POST /recovery_email/resend_code': sessionResendCode,
  'POST /session/destroy': sessionDestroy,
  'POST /session/duplicate': sessionDuplicate,
  'POST /session/reauth': sessionReauth,
  'POST /session/resend_code': sessionResendCode,
  'POST /session/verify_code': sessionVerifyCode,
};
