import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFoxden } from '../../testing/foxden-command.ts';
import { FxaClient } from '../../testing/fxa-client.ts';
import { serveFamily } from '../../testing/serve-family.ts';
import { adminLinkFile } from '../admin/admin-link.ts';
import { askSupervisor } from '../control/control-client.ts';

const family = serveFamily();

it("the administrator's link is never one of a database that a restore has replaced", async () => {
  const dataDir = family.dataDir();
  const env = { FOXDEN_DATA_DIR: dataDir, FOXDEN_BACKUP_PASSPHRASE: 'a passphrase of two tests' };
  const served = await family.ready(env);
  const file = adminLinkFile({ dataDir });
  const backups = join(dataDir, 'backups');
  const invite = () => new URL(readFileSync(file, 'utf8').trim()).searchParams.get('invite')!;
  const backup = async () => {
    const before = existsSync(backups) ? readdirSync(backups) : [];
    expect(await runFoxden(['backup'], { env })).toMatchObject({ code: 0 });
    return join(backups, readdirSync(backups).find((name) => !before.includes(name))!);
  };
  const signUp = (name: string, code: string) =>
    new FxaClient(served.url).post('/account/create', {
      email: `${name}@example.org`,
      authPW: 'ab'.repeat(32),
      invite: code,
    });

  const withoutAdmin = await backup();
  const first = invite();
  expect((await signUp('zoe', first)).status).toBe(200);
  const withAdmin = await backup();

  // Back to a time without an administrator: the link in the file is one of that database.
  await askSupervisor(served, 'POST /restore', { file: withoutAdmin });
  const second = invite();
  // And forth again, to one that has an administrator: there is none.
  await askSupervisor(served, 'POST /restore', { file: withAdmin });
  expect(existsSync(file)).toBe(false);
  for (const stale of [first, second]) expect((await signUp('thief', stale)).status).toBe(403);

  // While Foxden doesn't run, the next start makes one.
  expect(await served.stop()).toBe(0);
  writeFileSync(file, 'a link of a database that is gone');
  expect(await runFoxden(['restore', withoutAdmin], { env })).toMatchObject({ code: 0 });
  expect(existsSync(file)).toBe(false);
});
