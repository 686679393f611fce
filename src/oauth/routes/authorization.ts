import type { RequestHandler } from 'express';
import { z } from 'zod';
import { randomHex, sha256Hex } from '../../crypto/random.ts';
import { needsVerifiedSession } from '../../http/auth/scopes.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { SessionCredential } from '../../identity/credential.ts';
import { authenticateSession } from '../../identity/session-auth.ts';
import type { OAuthClient } from '../clients.ts';
import { lifetimes } from '../lifetimes.ts';
import { parameters } from '../parameters.ts';
import { knownClient, type OAuthServer, requestedScopes } from '../server.ts';
import { insertCode } from '../store/codes.ts';
import { makeRoomForCode } from '../store/make-room.ts';

// Keys of two scopes come to 1,200 characters.
const longestKeys = 4096;

const schema = z.object({
  client_id: parameters.clientId,
  state: z.string().max(512),
  scope: parameters.scope.optional(),
  service: parameters.service.optional(),
  response_type: z.string().default('code'),
  access_type: parameters.accessType,
  code_challenge: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/)
    .optional(),
  code_challenge_method: z.literal('S256').optional(),
  keys_jwe: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/)
    .max(longestKeys)
    .optional(),
  redirect_uri: z.string().max(512).optional(),
  acr_values: z.string().max(256).optional(),
});

/**
 * `POST /v1/oauth/authorization` (accounts.md §5.4): a session lets a client have a code, with the keys that the page has
 * encrypted for it. Four statements.
 */
export function authorization(server: OAuthServer): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(server, request);
    const body = await parseBody(schema, request);
    const client = knownClient(server, body.client_id);
    if (body.response_type !== 'code') throw new AccountError(400, 168, 'Incorrect response_type');
    const { code_challenge } = body;
    if (code_challenge === undefined || body.code_challenge_method === undefined) {
      throw new AccountError(400, 169, 'Public clients require PKCE OAuth parameters');
    }
    const scope = requestedScopes(client, body);
    if (!session.verified && needsVerifiedSession(scope)) throw AccountError.unverifiedSession();
    refuseWeakSignIn(session, body.acr_values);
    const redirectUri = redirectTarget(client, body.redirect_uri);
    const code = randomHex(32);
    const now = server.now();
    await server.db.transaction(async (tx) => {
      // A code of a session that has just ended would be worth nothing.
      if (!(await server.sessions.holdSession(tx, session.sessionIdHash, now))) throw AccountError.invalidToken();
      await makeRoomForCode(tx, session.uid);
      await insertCode(tx, {
        code_hash: sha256Hex(code),
        uid: session.uid,
        session_id_hash: session.sessionIdHash,
        client_id: client.id,
        scope: scope.join(' '),
        access_type: body.access_type,
        code_challenge,
        redirect_uri: redirectUri,
        keys_jwe: body.keys_jwe ?? null,
        auth_at: session.authAt,
        expires_at: now + lifetimes.code * 1000,
      });
    });
    response.json({
      redirect: `${redirectUri}?${new URLSearchParams({ code, state: body.state })}`,
      code,
      state: body.state,
      scope: scope.join(' '),
    });
  };
}

function redirectTarget(client: OAuthClient, wanted: string | undefined): string {
  const target = wanted ?? client.redirectUris[0]!;
  if (!client.redirectUris.includes(target)) {
    throw new AccountError(400, 167, 'Incorrect redirect_uri', { redirectUri: target });
  }
  return target;
}

function refuseWeakSignIn(session: SessionCredential, acrValues = ''): void {
  const hasSecondFactor = session.verified && session.verificationMethod === 'totp-2fa';
  if (acrValues.split(/\s+/).includes('AAL2') && !hasSecondFactor) {
    throw new AccountError(400, 170, 'Insufficient ACR value', { foundValue: 'AAL1' });
  }
}
