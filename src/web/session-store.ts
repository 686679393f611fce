/** A session of these pages themselves, in a browser that isn't signed in to this server. */
export interface StoredSession {
  uid: string;
  email: string;
  sessionToken: string;
}

const name = 'foxden.session';

/** Keeps the session until the tab is closed. */
export const storeSession = ({ uid, email, sessionToken }: StoredSession): void =>
  sessionStorage.setItem(name, JSON.stringify({ uid, email, sessionToken }));

/** The session of this tab, if there is one. */
export function readSession(): StoredSession | null {
  return JSON.parse(sessionStorage.getItem(name) ?? 'null');
}

/** Forgets it. */
export const forgetSession = (): void => sessionStorage.removeItem(name);

const inviteName = 'foxden.invite';

/**
 * The code of the invitation link that this browser opened. Firefox opens the sign-up page by itself later, so the code waits
 * here till then.
 */
export function rememberedInvite(parameters: URLSearchParams): string {
  const invite = parameters.get('invite');
  if (invite) localStorage.setItem(inviteName, invite);
  return invite ?? localStorage.getItem(inviteName) ?? '';
}

/** Forgets a used invitation. */
export const forgetInvite = (): void => localStorage.removeItem(inviteName);
