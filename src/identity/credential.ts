/** What a credential tells about the account it belongs to. Times are ms. */
export interface AccountFacts {
  /** 32 hex characters. */
  uid: string;
  /** The primary address. */
  email: string;
  emailVerified: boolean;
  accountCreatedAt: number;
  /** When the password was last set: the token server's "generation". */
  verifierSetAt: number;
  /** When kB last changed: `keyRotationTimestamp`. */
  keysChangedAt: number;
  profileChangedAt: number;
  locale: string | null;
  displayName: string | null;
  isAdmin: boolean;
}

/** The device that a credential belongs to, if one is registered. */
export interface CallerDevice {
  /** 32 hex characters, or null. */
  deviceId: string | null;
}

/** A request made with a session token (accounts.md §3.2, §3.3). Times are ms. */
export interface SessionCredential extends AccountFacts, CallerDevice {
  kind: 'session';
  /** SHA-256 of the session token's id, hex: its name in the database and in `attached_clients`. */
  sessionIdHash: string;
  /** False while a second factor or a mailed code is missing (accounts.md §10.4). */
  verified: boolean;
  /** How the session is or must be verified, such as `totp-2fa`; null: by the password alone. */
  verificationMethod: string | null;
  sessionCreatedAt: number;
  /** When the password was last given. On the wire it is told in seconds. */
  authAt: number;
  /** When the session last asked for the list of devices. */
  devicesListedAt: number;
  /** Until then its polls for commands get nothing. */
  quietPollsUntil: number;
}

/** A request made with an OAuth refresh token: phones on the device routes (accounts.md §6.4). */
export interface RefreshTokenCredential extends AccountFacts, CallerDevice {
  kind: 'refreshToken';
  /** SHA-256 of the token, hex. */
  refreshTokenHash: string;
  clientId: string;
  /** Space-separated. */
  scope: string;
}

/** Whoever may use the device routes. */
export type DeviceCredential = SessionCredential | RefreshTokenCredential;
