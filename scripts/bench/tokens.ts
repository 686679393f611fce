import type { Measured } from './processes.ts';
import { RawConnection } from './raw-connection.ts';

const count = 200;

/**
 * Measures the exchange of access tokens for storage tokens by a known user.
 *
 * @returns Requests a second, one after the other.
 */
export async function tokensPerSecond(server: Measured): Promise<number> {
  const { accessToken, keyId } = await server.ask<{ accessToken: string; keyId: string }>('token');
  const connection = new RawConnection(server.url);
  const headers = { Authorization: `Bearer ${accessToken}`, 'X-KeyID': keyId };
  const once = async () => {
    const answer = await connection.send('GET', '/1.0/sync/1.5', headers);
    if (answer.status !== 200) throw new Error(`The token server answered ${answer.status} ${answer.body}`);
  };
  // As in every scenario, the first ones aren't counted.
  for (let i = 0; i < 5 * count; i++) await once();
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) await once();
  const elapsed = performance.now() - startedAt;
  connection.close();
  return (count * 1000) / elapsed;
}
