import { ApiError } from '../../client/api-error.ts';
import { request } from '../../client/request.ts';

/** The profile that every device shows (accounts.md §8). */
export interface Profile {
  email: string;
  displayName?: string | null;
  avatar: string;
  avatarDefault: boolean;
}

// Profiles are for OAuth clients; the pages act as the desktop browser, which may trade a session for a token.
const client = '5882386c6d801776';

/** Asks for the short-lived access token that the profile server wants. */
export async function profileToken(sessionToken: string): Promise<string> {
  const { access_token } = await request<{ access_token: string }>('POST', '/v1/oauth/token', {
    credential: { kind: 'sessionToken', token: sessionToken },
    body: { client_id: client, grant_type: 'fxa-credentials', scope: 'profile profile:write', ttl: 900 },
  });
  return access_token;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** The profile routes; `token` is an access token of {@link profileToken}. */
export const profileApi = {
  read: (token: string) => request<Profile>('GET', '/profile/v1/profile', bearer(token)),
  /** An empty name takes it away. */
  rename: (token: string, displayName: string) =>
    request<object>('POST', '/profile/v1/display_name', { ...bearer(token), body: { displayName } }),
  removeAvatar: (token: string) => request<object>('DELETE', '/profile/v1/avatar', bearer(token)),
  /** The body is the picture itself: PNG, JPEG, GIF or WebP, at most 1 MiB. */
  async uploadAvatar(token: string, picture: Blob): Promise<void> {
    const response = await fetch('/profile/v1/avatar/upload', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': picture.type },
      body: picture,
    });
    if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => ({}))) as object);
  },
};
