import type { Config } from './config.ts';
import { createJwtKey, readSecrets, SecretsError, secretsFile, writeSecrets } from './secrets.ts';

// Retired keys stay in the file long after they count no more: the next start recognises the database by them.
const mostKeys = 5;

/**
 * Makes a new key that signs JWTs from now on; the one before only verifies what it has signed, until that runs out. Running
 * workers notice the file within seconds ({@link createJwtKeyRing}), so nothing has to be restarted.
 *
 * @param now - Time in ms.
 * @returns Names of the new key and of the retired one.
 * @throws {SecretsError} When there are no keys yet.
 */
export async function rotateJwtKey(config: Config, now: number): Promise<{ kid: string; retired: string }> {
  const secrets = readSecrets(config);
  const [before, ...older] = secrets?.jwtKeys ?? [];
  if (!secrets || !before) {
    throw new SecretsError(
      `There are no keys in ${secretsFile(config)} yet. Foxden makes them when it is started for the first time.`,
    );
  }
  const fresh = await createJwtKey();
  const jwtKeys = [fresh, { ...before, retiredAt: now }, ...older].slice(0, mostKeys);
  writeSecrets(config, { ...secrets, jwtKeys });
  return { kid: fresh.kid!, retired: before.kid! };
}
