import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const port = 18_430;
const address = `http://localhost:${port}`;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(50);
}

it('shows pages as they are written, in front of a server that starts anew when its source changes', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foxden-dev-'));
  const env = { ...process.env, FOXDEN_DATA_DIR: dataDir };
  const dev = spawn('node', ['scripts/dev.mjs', '--port', String(port)], { cwd: root, env });
  let said = '';
  for (const stream of [dev.stdout, dev.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const starts = () => said.split('Foxden is ready').length - 1;
  try {
    await until(() => starts() === 1 && said.includes('Pages and server are at'));
    const page = await (await fetch(`${address}/signup`, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('/@vite/client');
    expect(page).toContain(`&quot;publicUrl&quot;:&quot;${address}&quot;`);
    const script = await fetch(`${address}/main.tsx`);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    const discovery = await (await fetch(`${address}/.well-known/fxa-client-configuration`)).json();
    expect(discovery).toMatchObject({ auth_server_base_url: address });

    utimesSync(join(root, 'src/main.ts'), new Date(), new Date());
    await until(() => starts() === 2);
  } finally {
    dev.kill('SIGTERM');
    if (dev.exitCode === null) await once(dev, 'exit');
    await rm(dataDir, { recursive: true });
  }
});
