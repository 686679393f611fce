import type { RequestHandler } from 'express';
import { z } from 'zod';
import { parseScope } from '../../http/auth/scopes.ts';
import { parseBody } from '../../http/parse-parameters.ts';
import { InvalidOAuthToken } from '../invalid-token.ts';
import type { AccessTokenOpener } from '../open-access-token.ts';
import { parameters } from '../parameters.ts';

const schema = z.object({ token: parameters.token });

/** `POST /v1/verify` (accounts.md §5.5): what an access token stands for, for token servers elsewhere and PyFxA. */
export function verify(openAccessToken: AccessTokenOpener): RequestHandler {
  return async (request, response) => {
    const { token } = await parseBody(schema, request);
    const found = await openAccessToken(token);
    if (!found) throw InvalidOAuthToken.accessToken();
    response.json({
      user: found.uid,
      client_id: found.clientId,
      scope: parseScope(found.scope),
      generation: found.generation,
      profile_changed_at: found.profileChangedAt,
    });
  };
}
