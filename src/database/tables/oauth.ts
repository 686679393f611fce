/** An authorization code, under its SHA-256 (accounts.md §5.4). Times are ms. */
export interface OAuthCodeTable {
  code_hash: string;
  uid: string;
  session_id_hash: string;
  client_id: string;
  scope: string;
  access_type: string;
  code_challenge: string | null;
  redirect_uri: string | null;
  keys_jwe: string | null;
  auth_at: number;
  expires_at: number;
}

/** A refresh token, under its SHA-256. It doesn't run out and doesn't rotate (accounts.md §10.3.7). */
export interface RefreshTokenTable {
  token_hash: string;
  uid: string;
  client_id: string;
  scope: string;
  /** Session that authorised the code, when there was one. */
  session_id_hash: string | null;
  auth_at: number;
  created_at: number;
  last_used_at: number;
}

/** An access token that is still good, under the SHA-256 of its jti: deleting the row revokes it. */
export interface AccessTokenTable {
  jti_hash: string;
  uid: string;
  client_id: string;
  scope: string;
  session_id_hash: string | null;
  refresh_token_hash: string | null;
  created_at: number;
  expires_at: number;
}

export interface OAuthTables {
  oauth_codes: OAuthCodeTable;
  refresh_tokens: RefreshTokenTable;
  access_tokens: AccessTokenTable;
}
