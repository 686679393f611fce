import type { RequestHandler } from 'express';
import { TokenError } from '../../http/errors/token-error.ts';
import { noteUse } from '../../identity/note-use.ts';
import { checkAllowed } from '../admission.ts';
import type { TokenContext } from '../context.ts';
import { authenticate, readDuration, readKeyId } from '../request/token-request.ts';
import { resolveUser } from '../resolve-user.ts';
import { storageTokenMaker } from '../storage-token.ts';
import { prepareOwnNode } from '../store/own-node.ts';
import { userEmail } from '../user-email.ts';

/**
 * `GET /1.0/sync/1.5`: exchanges an access token for a storage token (sync15.md §17). Checks come in the order of sync15.md §17.3, so an
 * unknown application is told only to those who have a good access token.
 *
 * @param publicUrl - Origin of this server: the node that users are put on.
 */
export function getToken(ctx: TokenContext, publicUrl: string): RequestHandler {
  const makeToken = storageTokenMaker(ctx.secrets.masterSecrets, ctx.db.engine.nodeType);
  let ownNode: Promise<number> | undefined;
  const whenNodeIsReady = () => {
    ownNode ??= prepareOwnNode(ctx, publicUrl).catch((error: unknown) => {
      ownNode = undefined;
      throw error;
    });
    return ownNode;
  };
  return async (request, response) => {
    const accessToken = await authenticate(request, ctx.accessTokens);
    const keyId = readKeyId(request);
    const { application, version } = request.params;
    if (application !== 'sync') throw TokenError.unsupported('application', 'Unsupported application');
    if (version !== '1.5') throw TokenError.unsupported(String(version), 'Unsupported application version');
    checkAllowed(ctx.config, accessToken.uid);
    await whenNodeIsReady();
    const user = await resolveUser(ctx, {
      email: userEmail(accessToken.uid),
      key: { ...keyId, generation: accessToken.generation || null },
      jtiHash: accessToken.jtiHash,
    });
    // What a person means by the last contact of a device is its last sync; it comes here for that at least once an hour.
    if (user.credential) await noteUse(ctx, user.credential);
    const duration = readDuration(request, user.node !== publicUrl);
    response.json(makeToken(user, { fxaUid: accessToken.uid, duration, now: ctx.now() }));
  };
}
