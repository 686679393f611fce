/** An authorization code, under its SHA-256 (accounts.md §5.4). Times are ms. */
export interface OAuthCodeTable {
  code_hash: string;
  uid: string;
  /** The session that allowed it; the code is worthless once that has ended. */
  session_id_hash: string;
  client_id: string;
  scope: string;
  access_type: string;
  /** PKCE, method S256: base64url of 32 bytes. */
  code_challenge: string;
  redirect_uri: string;
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
  /** The same program's session, when there is one; the token ends with it. */
  session_id_hash: string | null;
  /** 1 when that session also ends with the token: a phone got it along with the token and has no other use for it. */
  owns_session: number;
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
