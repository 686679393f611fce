import type { RequestHandler } from 'express';
import { audit } from '../../http/audit.ts';
import { AccountError } from '../../http/errors/account-error.ts';
import { type ListSource, sendList } from '../../http/send-list.ts';
import { type AuthContext, authenticateSession } from '../../identity/session-auth.ts';

/** What the route needs. */
export interface DownloadArchiveContext extends AuthContext {
  /** Opens everything that an account has stored, as lines; null when too many downloads are under way. */
  openArchive(accountUid: string): Promise<ListSource<string> | null>;
  /** How long a client may take nothing, and how long the whole answer may take; ms. */
  downloads: { stall: number; total: number };
}

/**
 * `GET /v1/account/sync_data/archive`: everything that an account has synced, as it is stored, in one file (docs/my-archive.md).
 * Nobody can read it without the account's key, and whoever holds a session may sync, so the password isn't asked again; the
 * history tells of it.
 *
 * @throws {AccountError} 503/201 while too many downloads are under way, 400/138 before the second factor.
 */
export function downloadArchive(ctx: DownloadArchiveContext): RequestHandler {
  return async (request, response) => {
    const session = await authenticateSession(ctx, request);
    if (!session.verified) throw AccountError.unverifiedSession();
    const archive = await ctx.openArchive(session.uid);
    if (!archive) throw AccountError.unavailable(30);
    audit(request, 'DataDownloaded', { uid: session.uid });
    await sendList(request, response, archive, {
      headers: { 'Content-Type': 'application/jsonl', 'Content-Disposition': 'attachment', Vary: 'Accept-Encoding' },
      start: '',
      separator: '',
      end: '',
      render: (lines) => `${lines.join('\n')}\n`,
      limits: ctx.downloads,
    });
  };
}
