import type { Queries } from '../../database/database.ts';

/** How many of each an account may have. A browser holds a few at a time; older ones are forgotten. */
export const most = { accessTokens: 200, codes: 20 } as const;

/** Makes room for one more access token: the oldest go, for which their clients fetch new ones. One statement, if there is room. */
export async function makeRoomForAccessToken(tx: Queries, uid: string): Promise<void> {
  const surplus = await tx
    .selectFrom('access_tokens')
    .select('jti_hash')
    .where('uid', '=', uid)
    .orderBy('created_at', 'desc')
    .orderBy('expires_at', 'desc')
    .offset(most.accessTokens - 1)
    .limit(most.accessTokens)
    .execute();
  if (surplus.length === 0) return;
  const hashes = surplus.map(({ jti_hash }) => jti_hash);
  await tx.deleteFrom('access_tokens').where('jti_hash', 'in', hashes).execute();
}

/** Makes room for one more authorization code: the oldest go. One statement, if there is room. */
export async function makeRoomForCode(tx: Queries, uid: string): Promise<void> {
  const surplus = await tx
    .selectFrom('oauth_codes')
    .select('code_hash')
    .where('uid', '=', uid)
    .orderBy('expires_at', 'desc')
    .offset(most.codes - 1)
    .limit(most.codes)
    .execute();
  if (surplus.length === 0) return;
  const hashes = surplus.map(({ code_hash }) => code_hash);
  await tx.deleteFrom('oauth_codes').where('code_hash', 'in', hashes).execute();
}
