import { importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Context } from '../../src/context.ts';
import { randomHex, sha256Hex } from '../../src/crypto/random.ts';
import { oldsync } from '../person.ts';

/** An account with everything that a client knows about its key. Numbers are ms. */
export interface TestAccount {
  uid: string;
  generation: number;
  keysChangedAt: number;
  /** Hex. */
  clientState: string;
}

/** A plausible account that nobody else has; it isn't in the database yet. */
export function testAccount(changes: Partial<TestAccount> = {}): TestAccount {
  return { uid: randomHex(16), generation: 5000, keysChangedAt: 4000, clientState: randomHex(16), ...changes };
}

/** Writes the account's row, as a sign-up would, or brings it up to date, as a change of password would. */
export async function saveAccount(ctx: Context, account: TestAccount): Promise<void> {
  await ctx.db.query.deleteFrom('accounts').where('uid', '=', account.uid).execute();
  await ctx.db.query
    .insertInto('accounts')
    .values({
      uid: account.uid,
      email: `${account.uid}@example.org`,
      normalized_email: `${account.uid}@example.org`,
      kdf_email: `${account.uid}@example.org`,
      email_verified: 1,
      auth_salt: '',
      verify_hash: '',
      wrap_wrap_kb: '',
      ka: '',
      created_at: 0,
      verifier_set_at: account.generation,
      keys_changed_at: account.keysChangedAt,
      profile_changed_at: 0,
    })
    .execute();
}

/** What a test changes in an access token. */
export interface AccessTokenChanges {
  claims?: JWTPayload;
  header?: { alg?: string; typ?: string; kid?: string };
  /** True: without the row that an issued token has. */
  revoked?: boolean;
}

/** Issues an access token as the OAuth server does (accounts.md §5.6). */
export async function issueAccessToken(
  ctx: Context,
  account: TestAccount,
  { claims, header, revoked = false }: AccessTokenChanges = {},
): Promise<string> {
  const jwk = ctx.secrets.jwtKeys[0]!;
  const seconds = Math.floor(ctx.now() / 1000);
  const jti = randomHex(32);
  const payload = {
    iss: ctx.config.publicUrl!,
    aud: `${ctx.config.publicUrl}/token/1.0/sync/1.5`,
    client_id: '5882386c6d801776',
    sub: account.uid,
    scope: oldsync,
    iat: seconds,
    exp: seconds + 21_600,
    jti,
    'fxa-generation': account.generation,
    'fxa-profileChangedAt': account.generation,
    ...claims,
  };
  if (!revoked) {
    await ctx.db.query
      .insertInto('access_tokens')
      .values({
        jti_hash: sha256Hex(String(payload.jti)),
        uid: account.uid,
        client_id: payload.client_id,
        scope: String(payload.scope),
        session_id_hash: null,
        refresh_token_hash: null,
        created_at: ctx.now(),
        expires_at: Number(payload.exp) * 1000,
      })
      .execute();
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', typ: 'at+JWT', kid: jwk.kid, ...header })
    .sign(await importJWK(jwk, 'RS256'));
}

/** Headers of a token request. */
export function tokenHeaders(accessToken: string, account: TestAccount): Record<string, string> {
  const state = Buffer.from(account.clientState, 'hex').toString('base64url');
  return { Authorization: `Bearer ${accessToken}`, 'X-KeyID': `${account.keysChangedAt}-${state}` };
}
