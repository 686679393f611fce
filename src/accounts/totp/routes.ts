import type { EndpointTable } from '../endpoint.ts';
import { authenticateWithProof } from '../recent-proof.ts';
import { mfaOtpRequest } from './mfa-otp-request.ts';
import { mfaOtpVerify } from './mfa-otp-verify.ts';
import { authenticateMfa } from './mfa-token.ts';
import { mfaTotpNew } from './mfa-totp-new.ts';
import { mfaTotpReplaceConfirm } from './mfa-totp-replace-confirm.ts';
import { mfaTotpSetupComplete } from './mfa-totp-setup-complete.ts';
import { mfaTotpSetupVerify } from './mfa-totp-setup-verify.ts';
import { recoveryCodesExist } from './recovery-codes-exist.ts';
import { recoveryCodesRenew } from './recovery-codes-renew.ts';
import { recoveryCodesSet } from './recovery-codes-set.ts';
import { sessionVerifyRecoveryCode } from './session-verify-recovery-code.ts';
import { sessionVerifyTotp } from './session-verify-totp.ts';
import { totpCreate } from './totp-create.ts';
import { totpDestroy } from './totp-destroy.ts';
import { totpExists } from './totp-exists.ts';

/** The routes of two-step authentication and its recovery codes, below `/v1` (accounts.md §3.6). */
export const totpRoutes: EndpointTable = {
  'GET /recoveryCodes': recoveryCodesRenew(authenticateWithProof),
  'GET /recoveryCodes/exists': recoveryCodesExist,
  'GET /totp/exists': totpExists,
  'POST /session/verify/recoveryCode': sessionVerifyRecoveryCode,
  'POST /session/verify/totp': sessionVerifyTotp,
  'POST /mfa/otp/request': mfaOtpRequest,
  'POST /mfa/otp/verify': mfaOtpVerify,
  'POST /recoveryCodes': recoveryCodesSet(authenticateWithProof),
  'POST /mfa/totp/create': mfaTotpNew(false),
  'POST /mfa/totp/destroy': totpDestroy(authenticateMfa),
  'POST /mfa/totp/replace/confirm': mfaTotpReplaceConfirm,
  'POST /mfa/totp/replace/start': mfaTotpNew(true),
  'POST /mfa/totp/setup/complete': mfaTotpSetupComplete,
  'POST /mfa/totp/setup/verify': mfaTotpSetupVerify,
  'POST /totp/create': totpCreate,
  'POST /totp/destroy': totpDestroy(authenticateWithProof),
  'POST /mfa/recoveryCodes': recoveryCodesSet(authenticateMfa),
  'PUT /recoveryCodes': recoveryCodesSet(authenticateWithProof),
  'PUT /mfa/recoveryCodes': recoveryCodesSet(authenticateMfa),
};
