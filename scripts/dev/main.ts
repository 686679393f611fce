import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { servePages } from './pages.ts';
import { restartOnChange } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '8000' } } });
const port = Number(values.port);
const behind = port + 1;
const address = `http://localhost:${port}`;

const server = restartOnChange({
  FOXDEN_PUBLIC_URL: address,
  FOXDEN_LISTEN: `127.0.0.1:${behind}`,
  FOXDEN_DATA_DIR: resolve(process.env.FOXDEN_DATA_DIR ?? 'data/dev'),
  FOXDEN_WORKERS: '1',
});
const pages = await servePages(port, `http://127.0.0.1:${behind}`);
console.log(`Pages and server are at ${address}. Ctrl+C ends both.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all([pages.close(), server.stop()]);
    process.exit(0);
  });
}
