import { AccountError } from '../../http/errors/account-error.ts';

// For good, so without Retry-After: Firefox would block all account requests (accounts.md §3.7). `reason` is for our pages.
const refusal = (reason: string, message: string) => new AccountError(403, 202, message, { reason });

/** Why somebody may not have an account here. */
export const refusals = {
  closed: () => refusal('closed', 'Sign-ups are closed on this server. Ask its administrator for an account.'),
  inviteNeeded: () => refusal('inviteNeeded', 'This server needs an invitation. Ask its administrator for a link.'),
  inviteUnknown: () =>
    refusal('inviteUnknown', 'There is no invitation with this code. Compare it with the link that you were sent.'),
  inviteUsed: () => refusal('inviteUsed', 'This invitation has been used. Ask the administrator for a new link.'),
  inviteExpired: () => refusal('inviteExpired', 'This invitation has expired. Ask the administrator for a new link.'),
  notAllowed: () =>
    refusal('notAllowed', 'This address may not have an account here. Ask the administrator to allow it.'),
  full: () => refusal('full', 'This server has no room for another account. Ask its administrator.'),
  captcha: () =>
    new AccountError(400, 125, 'The check that you are human was not passed. Try again.', {
      reason: 'captcha',
      verificationMethod: 'email-captcha',
    }),
};
