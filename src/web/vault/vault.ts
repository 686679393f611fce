import { fetchKb } from '../../client/account-kb.ts';
import type { SignedInAccount } from '../../client/authenticate.ts';
import { accountToken } from '../../crypto/client/account-token.ts';
import { accountsApi } from '../api/accounts-api.ts';
import { startWorkerClient, type WorkerClient } from '../sync-client/worker-client.ts';

/** How long a page may hold keys, in ms. */
export const vaultLife = 15 * 60_000;

/** Somebody's data while it is open. */
export interface Vault {
  uid: string;
  email: string;
  sessionToken: string;
  client: WorkerClient;
  /** False when no browser has synced with this account yet. */
  hasData: boolean;
  /** How long it stays open, in ms. */
  timeLeft(): number;
  /** Ends the thread with the keys, and the session that was made for it. */
  close(): void;
}

/**
 * Opens somebody's data right after the password was typed (and the second step, if there is one). The session that was made
 * for it ends with the vault.
 *
 * @throws What the server answers, or OtherKeysError.
 */
export async function openVault(account: SignedInAccount): Promise<Vault> {
  const { uid, email, sessionToken, keyFetchToken, unwrapBKey } = account;
  const { authorization } = await accountToken(sessionToken, 'sessionToken');
  const client = startWorkerClient();
  const close = () => {
    client.close();
    void accountsApi.endSession(authorization);
  };
  try {
    const kB = await fetchKb(accountsApi, keyFetchToken, unwrapBKey);
    unwrapBKey.fill(0);
    const hasData = await client.open({ origin: location.origin, authorization, kB });
    kB.fill(0);
    return { uid, email, sessionToken, client, hasData, timeLeft: countDown(vaultLife), close };
  } catch (error) {
    close();
    throw error;
  }
}

// One clock may be set, and the other one stands still while the computer sleeps; the one that is ahead counts.
function countDown(life: number): () => number {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => life - Math.max(performance.now() - steady, Date.now() - wall);
}
