import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { repository } from './release-tree.ts';

const names = z.strictObject({
  image: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/, 'the image has no tag, and names its registry: ghcr.io/you/foxden'),
  repository: z.url({ protocol: /^https$/, error: 'the repository is an https address' }),
  digest: z.string().regex(/^(sha256:[0-9a-f]{64})?$/, 'the digest is sha256: and 64 hexadecimal digits'),
  tarball: z.string().regex(/^([0-9a-f]{64})?$/, 'the checksum is 64 hexadecimal digits'),
});

/** The names of a release, as docker/nas/manifest.ts reads them. */
export type ReleaseNames = z.infer<typeof names>;

/**
 * Writes the names of a release, the packages of all app stores with them, and the README's clone line.
 *
 * @param wanted - Empty digest or checksum: there is none yet.
 * @param root - The repository.
 * @throws {ZodError} When one can't be such a name.
 */
export async function fillNames(wanted: ReleaseNames, root: string = repository): Promise<void> {
  const checked = names.parse(wanted);
  const file = join(root, 'docker/nas/names.json');
  const before = names.parse(JSON.parse(await readFile(file, 'utf8')));
  const readme = join(root, 'README.md');
  await writeFile(
    readme,
    (await readFile(readme, 'utf8'))
      .replaceAll(before.repository, checked.repository)
      .replace('(The first release fills that address in.) ', ''),
  );
  await writeFile(file, `${JSON.stringify(checked, null, 2)}\n`);
  // In a process of its own, which reads the new names.
  await promisify(execFile)(process.execPath, [join(root, 'docker/nas/generate.ts')]);
}
