import type { ProfileContext } from './context.ts';

/** Has all devices of an account fetch its profile again (accounts.md §6.5). */
export function profileChanged({ push }: Pick<ProfileContext, 'push'>, uid: string): void {
  push.tellOthers(uid, null, 'fxaccounts:profile_updated');
}
