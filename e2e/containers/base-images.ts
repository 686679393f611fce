import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.ts';
import { authoritiesKey, debianRoot } from './debian-root.ts';
import type { Engine } from './engine.ts';
import { NoEngine } from './no-engine.ts';

const bases = new URL('./bases/', import.meta.url).pathname;
const repository = new URL('../..', import.meta.url).pathname;

/** Public images that the appliance is built from and runs beside, with the folder of the stand-in. */
const images = { 'node:26-trixie-slim': 'node', 'mariadb:11.8': 'mariadb', 'nginx:1.30': 'nginx' };

/** Test image with the ACME server. */
export const pebbleImage = 'foxden-test-pebble';

/**
 * Makes sure that the base images are there. Missing ones are made here from Debian's packages under the same names, so that
 * the product's own files need no change and nothing is downloaded from anywhere else.
 *
 * @throws {NoEngine} When they can't be made.
 */
export async function ensureBaseImages(engine: Engine): Promise<void> {
  await ensureDebian(engine);
  for (const [image, folder] of Object.entries(images)) {
    if (await has(engine, image, keyOf(folder))) continue;
    await build(engine, image, folder);
  }
  if (await has(engine, pebbleImage, keyOf('pebble'))) return;
  await build(engine, pebbleImage, 'pebble');
}

/** Label of what is made here: what it was made from. */
const madeFrom = 'foxden.test.made-from';

/** Names what a stand-in is made from: the machine's authorities and the files of its folder. */
function keyOf(folder: string): string {
  const hash = createHash('sha256').update(authoritiesKey());
  for (const name of readdirSync(join(bases, folder)).sort()) {
    hash.update(name).update(readFileSync(join(bases, folder, name)));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Whether there is such an image: a real one, or one made here from what is there now. */
const has = (engine: Engine, image: string, key: string) =>
  engine.docker('image', 'inspect', '-f', `{{index .Config.Labels "${madeFrom}"}}`, image).then(
    (label) => ['', '<no value>', key].includes(label.trim()),
    () => false,
  );

async function ensureDebian(engine: Engine): Promise<void> {
  const image = 'debian:trixie-slim';
  if (await has(engine, image, authoritiesKey())) return;
  const env = 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt';
  const label = `LABEL ${madeFrom}=${authoritiesKey()}`;
  await engine.docker('import', '-c', 'CMD ["bash"]', '-c', env, '-c', label, await debianRoot(), image);
}

async function build(engine: Engine, image: string, folder: string): Promise<void> {
  const context = mkdtempSync(join(tmpdir(), 'foxden-base-'));
  try {
    cpSync(join(bases, folder), context, { recursive: true });
    if (folder === 'node') await addNode(context);
    await engine.docker('build', '-q', '--label', `${madeFrom}=${keyOf(folder)}`, '-t', image, context);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

async function addNode(context: string): Promise<void> {
  cpSync(join(repository, 'node_modules/node/bin/node'), join(context, 'node'));
  const modules = (await command('npm', ['root', '--global'])).trim();
  if (!readdirSync(modules).includes('npm')) throw new NoEngine(`npm is not in ${modules}`);
  cpSync(join(modules, 'npm'), join(context, 'npm'), { recursive: true, dereference: true });
}
