/** Every path that answers with a page (accounts.md §2.2), as Express patterns. The pages themselves are in `routes.ts`. */
export const pagePaths = [
  '/',
  '/signin',
  '/signup',
  '/authorization',
  '/oauth/force_auth',
  '/oauth/success/:clientId',
  '/oauth',
  '/pair',
  '/pair/supp',
  '/post_verify/third_party_auth/set_password',
  '/settings{/*rest}',
  '/connect_another_device',
  '/reset_password',
  '/complete_reset_password',
  '/signin_token_code',
  '/verify_email',
];
