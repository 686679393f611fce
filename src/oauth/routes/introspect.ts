import type { RequestHandler } from 'express';
import { z } from 'zod';
import { sha256Hex } from '../../crypto/random.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import type { AccessTokenOpener } from '../open-access-token.ts';
import { parameters } from '../parameters.ts';
import type { OAuthServer } from '../server.ts';
import { findRefreshToken } from '../store/refresh-tokens.ts';

const schema = z.object({ token: parameters.token, token_type_hint: z.string().optional() });

const seconds = (ms: number) => Math.floor(ms / 1000);

/**
 * `POST /v1/introspect` (RFC 7662, accounts.md §5.5). Phones ask it after a 401 whether to go on or to ask the user to sign
 * in again (accounts.md §9.4), so it must be truthful. One statement.
 */
export function introspect(server: OAuthServer, verify: AccessTokenOpener): RequestHandler {
  return async (request, response) => {
    const { token } = await parseBody(schema, request);
    const facts = token.includes('.') ? await accessToken(verify, token) : await refreshToken(server, token);
    response.json(facts ?? { active: false });
  };
}

async function accessToken(verify: AccessTokenOpener, token: string) {
  const found = await verify(token);
  return (
    found && {
      active: true,
      scope: found.scope,
      client_id: found.clientId,
      token_type: 'access_token',
      iat: seconds(found.createdAt),
      exp: seconds(found.expiresAt),
      sub: found.uid,
    }
  );
}

async function refreshToken(server: OAuthServer, token: string) {
  const found = await findRefreshToken(server.db.query, sha256Hex(token));
  return (
    found && {
      active: true,
      scope: found.scope,
      client_id: found.clientId,
      token_type: 'refresh_token',
      iat: seconds(found.createdAt),
      sub: found.uid,
      jti: found.tokenHash,
      'fxa-lastUsedAt': found.lastUsedAt,
    }
  );
}
