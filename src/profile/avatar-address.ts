import { defaultAvatarCount } from './images/default-avatar.ts';

/** Where a picture is, and whether it's the one that Foxden draws. */
export interface AvatarAddress {
  avatar: string;
  avatarDefault: boolean;
}

/**
 * Tells the address of a person's picture. Those who have none get one in a colour that stays theirs.
 *
 * @param origin - Public URL.
 * @param avatarId - Id of the person's own picture, or undefined.
 */
export function avatarAddress(origin: string, uid: string, avatarId: string | undefined): AvatarAddress {
  const base = `${origin}/profile/v1/avatar`;
  if (avatarId !== undefined) return { avatar: `${base}/${avatarId}`, avatarDefault: false };
  const number = Number.parseInt(uid.slice(0, 8), 16) % defaultAvatarCount;
  return { avatar: `${base}/default/${number}.png`, avatarDefault: true };
}
