import { createHash, randomBytes } from 'node:crypto';
import { deriveToken } from '../src/crypto/token-derivation.ts';
import type { TestServer } from './test-server.ts';

/** Client ids that tests speak as. */
export const clientIds = { desktop: '5882386c6d801776', android: 'a2270f727f45f648', ffsclient: 'e7ce535d93522896' };

/** Scopes as clients spell them; written out here so that a slip in the server's own constants is noticed. */
export const oldsync = 'https://identity.mozilla.com/apps/oldsync';
export const sessionScope = 'https://identity.mozilla.com/tokens/session';

/** Somebody with an account and a session, put straight into the database. */
export interface Person {
  uid: string;
  email: string;
  sessionToken: string;
  sessionIdHash: string;
  /** Authorization header of the session. */
  auth: string;
}

/** Authorization header of a session token, in its newer form (accounts.md §3.3). */
export const sessionAuth = (sessionToken: string): string =>
  `Bearer fxs_${deriveToken(sessionToken, 'sessionToken').id}`;

/** Makes an account with one session. Times are ms. */
export async function createPerson(
  { ctx }: TestServer,
  options: { verified?: boolean; verificationMethod?: string; authAt?: number } = {},
): Promise<Person> {
  const uid = randomBytes(16).toString('hex');
  const email = `Person.${uid.slice(0, 8)}@example.org`;
  await ctx.db.query
    .insertInto('accounts')
    .values({
      uid,
      email,
      normalized_email: email.toLowerCase(),
      kdf_email: email,
      email_verified: 1,
      auth_salt: '00'.repeat(32),
      verify_hash: '00'.repeat(32),
      wrap_wrap_kb: '00'.repeat(32),
      ka: '00'.repeat(32),
      created_at: 1_700_000_000_000,
      verifier_set_at: 1_700_000_001_000,
      keys_changed_at: 1_700_000_002_000,
      profile_changed_at: 1_700_000_003_000,
    })
    .execute();
  const { sessionToken, sessionIdHash } = await ctx.sessions.createSession(ctx.db.query, {
    uid,
    now: ctx.now(),
    authAt: options.authAt ?? ctx.now(),
    verified: options.verified ?? true,
    verificationMethod: options.verificationMethod ?? null,
    userAgent: 'test',
  });
  return { uid, email, sessionToken, sessionIdHash, auth: sessionAuth(sessionToken) };
}

/** A PKCE pair as Firefox makes it (accounts.md §2.1). */
export function pkcePair(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** An answer, parsed. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  body: any;
}

/** Sends JSON, as the accounts clients do. */
export async function post(url: string, body: unknown, auth?: string): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(auth ? { Authorization: auth } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Gets JSON. */
export async function get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { headers, redirect: 'manual' });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

/** Asks for a code as the sign-in page does (accounts.md §2.6 step 9). */
export async function authorize(
  server: TestServer,
  person: Person,
  changes: Record<string, unknown> = {},
): Promise<{ answer: Answer; verifier: string; code: string }> {
  const { verifier, challenge } = pkcePair();
  const answer = await post(
    `${server.url}/v1/oauth/authorization`,
    {
      client_id: clientIds.desktop,
      response_type: 'code',
      state: 'abc',
      scope: `${oldsync} profile`,
      access_type: 'offline',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      keys_jwe: 'aaa..bbb.ccc.ddd',
      ...changes,
    },
    person.auth,
  );
  return { answer, verifier, code: answer.body.code };
}

/** Signs a person in to a client by the code grant and returns the token response's body. */
export async function signIn(server: TestServer, person: Person, changes: Record<string, unknown> = {}) {
  const { verifier, code } = await authorize(server, person, changes);
  const answer = await post(`${server.url}/v1/oauth/token`, {
    client_id: changes.client_id ?? clientIds.desktop,
    code,
    code_verifier: verifier,
  });
  if (answer.status !== 200) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
  return answer.body as {
    access_token: string;
    refresh_token: string;
    scope: string;
    expires_in: number;
    auth_at: number;
    keys_jwe?: string;
    session_token?: string;
    id_token?: string;
  };
}
