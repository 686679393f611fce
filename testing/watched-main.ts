import { createConfig } from '../src/config/config.ts';
import { readEnv } from '../src/config/read-env.ts';
import { createSecrets } from '../src/config/secrets.ts';
import { createContext } from '../src/context.ts';
import { migrate } from '../src/database/migrate.ts';
import { createLogger } from '../src/log/logger.ts';
import { startHubServer } from '../src/pairing/hub-server.ts';
import { createWorkerServer } from '../src/worker/server.ts';
import { watchEmitters } from './emitter-watch.ts';

// Worker and pairing hub in one process that tells over IPC, when asked, which emitters nobody listened to. Nothing else
// runs here, so all of them are the server's.
const config = createConfig(readEnv(process.env));
const log = createLogger(() => {}, 'error');
const ctx = createContext({ config, secrets: await createSecrets(config), log });
await migrate(ctx.db);
await startHubServer({ config, log });
const server = createWorkerServer(ctx);
const watch = watchEmitters();
process.on('message', () => process.send!({ deaf: watch.deaf(), seen: watch.seen() }));
process.on('disconnect', () => process.exit(0));
server.listen(config.listen, () => process.send!('ready'));
