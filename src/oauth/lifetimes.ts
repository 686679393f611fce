const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** How long what the OAuth server gives out is good for, in seconds (accounts.md §5.3). Refresh tokens don't run out. */
export const lifetimes = {
  code: 15 * minute,
  accessToken: 6 * hour,
  longestAccessToken: day,
  idToken: 5 * minute,
} as const;

/** Life of an access token in seconds: what the client asks for, within bounds. */
export const accessTokenLife = (wanted: number | undefined): number =>
  Math.min(wanted || lifetimes.accessToken, lifetimes.longestAccessToken);
