import type { ProfileCaller } from './authenticate.ts';
import { avatarAddress } from './avatar-address.ts';

/** The profile as clients read it (accounts.md §8). */
export interface ProfileDocument {
  uid: string;
  sub: string;
  email?: string;
  displayName?: string;
  locale?: string;
  avatar?: string;
  avatarDefault?: boolean;
}

/**
 * Builds the profile, as far as the token's scope goes. With scope `profile`, `avatar` and `avatarDefault` are always there:
 * without them Android shows "Sign in" although it syncs (accounts.md §10.3.2).
 *
 * @param origin - Public URL.
 * @param avatarId - The person's own picture, or undefined.
 */
export function profileDocument(caller: ProfileCaller, origin: string, avatarId: string | undefined): ProfileDocument {
  const { uid, email, displayName, locale, may } = caller;
  const document: ProfileDocument = { uid, sub: uid };
  if (may('profile:email') || may('email')) document.email = email;
  if (displayName !== null && may('profile:display_name')) document.displayName = displayName;
  if (locale !== null && may('profile:locale')) document.locale = locale;
  if (may('profile:avatar')) Object.assign(document, avatarAddress(origin, uid, avatarId));
  return document;
}
