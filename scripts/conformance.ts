// npm run conformance [-- --url https://sync.example.org --secret MASTER_SECRET]
// Runs the black-box cases of sync storage: against Foxden on both databases, or against any other server whose master
// secret is known. They write to users with random uids and remove nothing that they have not made.
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { url: { type: 'string' }, secret: { type: 'string' } } });
if ((values.url === undefined) !== (values.secret === undefined)) {
  console.error(
    'Give both --url and --secret to aim at another server, or neither to test Foxden itself.\n' +
      '  --url     address of the server, such as https://sync.example.org\n' +
      '  --secret  its master secret (syncstorage-rs: SYNC_MASTER_SECRET), with which the cases sign their tokens',
  );
  process.exit(64);
}
const aim: Record<string, string> = {};
if (values.url && values.secret) {
  aim.FOXDEN_CONFORMANCE_URL = new URL(values.url).origin;
  aim.FOXDEN_CONFORMANCE_SECRET = values.secret;
}
const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const child = spawn(process.execPath, [vitest, 'run', 'src/storage/conformance'], {
  cwd: new URL('..', import.meta.url).pathname,
  env: { ...process.env, ...aim },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
