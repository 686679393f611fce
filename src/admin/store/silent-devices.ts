import type { Queries } from '../../database/database.ts';

/** A device that nobody has heard of for a while. */
export interface SilentDevice {
  id: string;
  name: string;
  email: string;
  /** ms */
  lastUsedAt: number;
}

/** Lists the devices that were used before a moment for the last time, ms. Those that are signed out count no more. */
export async function listSilentDevices(db: Queries, before: number): Promise<SilentDevice[]> {
  const rows = await db
    .selectFrom('devices')
    .innerJoin('accounts', 'accounts.uid', 'devices.uid')
    .leftJoin('sessions', 'sessions.id_hash', 'devices.session_id_hash')
    .leftJoin('refresh_tokens', 'refresh_tokens.token_hash', 'devices.refresh_token_hash')
    .select(['devices.id', 'devices.name', 'accounts.email', 'sessions.last_access_at', 'refresh_tokens.last_used_at'])
    .where((eb) =>
      eb.or([eb('sessions.last_access_at', 'is not', null), eb('refresh_tokens.last_used_at', 'is not', null)]),
    )
    .execute();
  return rows
    .map(({ id, name, email, last_access_at, last_used_at }) => ({
      id,
      name,
      email,
      lastUsedAt: Math.max(Number(last_access_at ?? 0), Number(last_used_at ?? 0)),
    }))
    .filter(({ lastUsedAt }) => lastUsedAt < before);
}
