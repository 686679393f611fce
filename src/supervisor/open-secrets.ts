import type { Config } from '../config/config.ts';
import {
  createSecrets,
  type Fingerprints,
  fingerprints,
  readSecrets,
  type Secrets,
  SecretsError,
  secretsFile,
} from '../config/secrets.ts';
import type { Database } from '../database/database.ts';
import { claimMeta, readMeta, writeMeta } from '../database/meta.ts';

/**
 * Gets the secrets that belong to this database, and makes them if it has never been used. Keys may be added and later taken
 * away, so they fit if one of each kind was there before.
 *
 * @throws {SecretsError} When they are missing or belong to another database.
 */
export async function openSecrets(config: Config, db: Database): Promise<Secrets> {
  const file = secretsFile(config);
  const known = await readFingerprints(db);
  const kept = readSecrets(config);
  if (!kept && known) {
    throw new SecretsError(
      `This database is in use, but its keys are missing: there is no ${file}. ` +
        'Put the file back from your backup, or from another appliance on the same database, and start again.',
    );
  }
  const secrets = kept ?? (await createSecrets(config));
  const names = fingerprints(secrets);
  const before = known ?? (await claim(db, names));
  if (!overlap(before.master, names.master) || !overlap(before.jwt, names.jwt)) {
    throw new SecretsError(
      `The keys in ${file} (or FOXDEN_MASTER_SECRET) are not the ones that this database was used with. ` +
        'Put the right ones back from your backup, or point FOXDEN_DATA_DIR and FOXDEN_DATABASE_URL at things that belong together. ' +
        'Appliances that share a database share this file.',
    );
  }
  await writeMeta(db.query, 'secrets', JSON.stringify(names));
  return secrets;
}

const overlap = (a: string[], b: string[]) => a.some((each) => b.includes(each));

async function readFingerprints(db: Database): Promise<Fingerprints | undefined> {
  const kept = await readMeta(db.query, 'secrets');
  return kept === undefined ? undefined : (JSON.parse(kept) as Fingerprints);
}

// Two appliances may meet at a fresh database: only the first one's names get in, and the second compares with them.
async function claim(db: Database, names: Fingerprints): Promise<Fingerprints> {
  await claimMeta(db.query, db.engine, 'secrets', JSON.stringify(names));
  return (await readFingerprints(db))!;
}
