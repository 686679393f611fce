import { authenticateSession } from '../../identity/session-auth.ts';
import type { Endpoint } from '../endpoint.ts';
import { requireAccount } from '../require-account.ts';
import { countRecoveryCodes } from '../store/recovery-codes.ts';
import { findRecoveryKey } from '../store/recovery-keys.ts';

/** `GET /account` (accounts.md §3.4): what the settings page shows. */
export const accountOverview: Endpoint = async (ctx, request) => {
  const session = await authenticateSession(ctx, request);
  const account = await requireAccount(ctx, session.uid);
  const recoveryKey = await findRecoveryKey(ctx.db.query, session.uid);
  const twoFactor = account.totp_verified === 1;
  return {
    uid: session.uid,
    email: account.email,
    emailVerified: account.email_verified === 1,
    displayName: account.display_name,
    locale: account.locale,
    isAdmin: account.is_admin === 1,
    createdAt: account.created_at,
    passwordCreated: account.verifier_set_at,
    hasPassword: true,
    mailWorks: ctx.mailer.works,
    totp: {
      exists: twoFactor,
      verified: twoFactor,
      recoveryCodesLeft: twoFactor ? await countRecoveryCodes(ctx.db.query, session.uid) : 0,
    },
    recoveryKey: { exists: recoveryKey?.enabled === 1, createdAt: recoveryKey?.created_at ?? null },
    subscriptions: [],
  };
};
