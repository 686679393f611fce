import type { Generated } from 'kysely';

/** One person's account (accounts.md §4.3, appendix B). Times are ms; keys are lowercase hex. */
export interface AccountTable {
  uid: string;
  /** The primary address, as the person spells it. */
  email: string;
  /** `email` in its normal form (http/mail-address.ts): nobody else may have it. */
  normalized_email: string;
  /** The address as it was registered: its exact spelling salts version 1 of the password, whatever the primary is now. */
  kdf_email: string;
  /** `kdf_email` in its normal form once the primary address is another one: it still finds the account, and stays taken. */
  alias_email: string | null;
  email_verified: number;
  auth_salt: string;
  verify_hash: string;
  wrap_wrap_kb: string;
  /** Version 2 of the password (accounts.md §4.2), under the same auth_salt; null while a client has never sent one. */
  client_salt: string | null;
  verify_hash_v2: string | null;
  wrap_wrap_kb_v2: string | null;
  /** At which cost `verify_hash` and `verify_hash_v2` were stretched: see crypto/verifier.ts. */
  verify_cost: Generated<number>;
  verify_cost_v2: Generated<number>;
  ka: string;
  created_at: number;
  /** The token server's "generation". */
  verifier_set_at: number;
  keys_changed_at: number;
  profile_changed_at: number;
  locale: string | null;
  display_name: string | null;
  is_admin: Generated<number>;
  /** Set when the administrator has locked the account. */
  disabled_at: number | null;
  /** Changes with what must not happen beside a change of the account. */
  turn: Generated<number>;
}

/** A session token, under the SHA-256 of its id (the id itself is a bearer secret: accounts.md §3.3). */
export interface SessionTable {
  id_hash: string;
  uid: string;
  /** Hex of the Hawk key. */
  hmac_key: string;
  created_at: number;
  last_access_at: number;
  /** When the password was last given, ms. */
  auth_at: number;
  verified: number;
  verification_method: string | null;
  user_agent: string;
  /** When it last asked for the list of devices (src/accounts/device/device-refresh.ts). */
  devices_listed_at: Generated<number>;
  /** Until then (ms) its polls for commands get nothing. */
  quiet_polls_until: Generated<number>;
}

/** A token that is good for one call: key fetch, account reset, password forgot, password change. */
export interface AccountTokenTable {
  id_hash: string;
  kind: 'keyFetchToken' | 'accountResetToken' | 'passwordForgotToken' | 'passwordChangeToken';
  uid: string;
  hmac_key: string;
  /** The session that must be verified before the token is honoured; null: none. */
  session_id_hash: string | null;
  /** The key bundle of a keyFetchToken, hex; what else a token was given for, JSON. */
  data: string | null;
  created_at: number;
  expires_at: number;
}

/** A device record (accounts.md §6.1). It belongs to exactly one session or one refresh token, whose last use is its own. */
export interface DeviceTable {
  id: string;
  uid: string;
  session_id_hash: string | null;
  refresh_token_hash: string | null;
  name: string;
  type: string;
  push_callback: string | null;
  push_public_key: string | null;
  push_auth_key: string | null;
  push_endpoint_expired: Generated<number>;
  /** JSON object, echoed byte by byte inside its strings. */
  available_commands: string;
  /** Largest index of a command that the device has been given. */
  delivered_index: Generated<number>;
  created_at: number;
}

/** A command waiting for a device (accounts.md §6.5). The index grows over all devices and is never used twice. */
export interface DeviceCommandTable {
  command_index: Generated<number>;
  uid: string;
  device_id: string;
  command: string;
  /** JSON. */
  payload: string;
  sender: string | null;
  expires_at: number;
}

/** A code that a person copies from a mail: one of each purpose for an account. */
export interface AccountCodeTable {
  uid: string;
  purpose:
    | 'verify-session'
    | 'verify-email'
    | 'change-email'
    | 'forgot-code'
    | 'forgot-otp'
    | 'unblock'
    | 'mfa'
    | 'new-totp';
  /** SHA-256 of the code, sealed. */
  code_hash: string;
  /** The code itself, only while there is no mail and the administrator hands it out. */
  code: string | null;
  /** What the code is about: the new address of change-email. */
  data: string | null;
  tries_left: number;
  created_at: number;
  expires_at: number;
}

/** The secret of an authenticator app. */
export interface TotpTable {
  uid: string;
  /** Base32, sealed. */
  secret: string;
  verified: number;
  /** Last time step that was used: a code is good once (RFC 6238 §5.2). */
  last_step: number;
  created_at: number;
}

/** A code that replaces the authenticator app once: its SHA-256, sealed. */
export interface RecoveryCodeTable {
  uid: string;
  code_hash: string;
}

/** kB, encrypted by the client under a key that only the person has (accounts.md §4.9). */
export interface RecoveryKeyTable {
  uid: string;
  /** SHA-256 of the recoveryKeyId. */
  key_id_hash: string;
  recovery_data: string;
  enabled: number;
  created_at: number;
}

/** Something that happened to an account's safety, for its owner to look up. */
export interface SecurityHistoryTable {
  id: Generated<number>;
  uid: string;
  /** ms. */
  happened_at: number;
  /** Name of the audit event. */
  event: string;
  /** Network address that it came from. */
  address: string;
  /** User-Agent of the program. */
  program: string;
  /** ms; then it is forgotten. */
  expires_at: number;
}

/** A network from which an account's owner has signed in, under a keyed hash. `seen_at` is ms. */
export interface KnownNetworkTable {
  uid: string;
  network: string;
  seen_at: number;
}

/** A counter of a rate limit. `expires_at` is ms. */
export interface RateLimitTable {
  name: string;
  points: number;
  expires_at: number;
}

export interface AccountTables {
  account_codes: AccountCodeTable;
  totp: TotpTable;
  recovery_codes: RecoveryCodeTable;
  recovery_keys: RecoveryKeyTable;
  known_networks: KnownNetworkTable;
  security_history: SecurityHistoryTable;
  rate_limits: RateLimitTable;
  accounts: AccountTable;
  sessions: SessionTable;
  account_tokens: AccountTokenTable;
  devices: DeviceTable;
  device_commands: DeviceCommandTable;
}
