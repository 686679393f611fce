import { createConfig } from '../config/config.ts';
import { readEnv } from '../config/read-env.ts';
import { createSecrets } from '../config/secrets.ts';
import { createContext } from '../context.ts';
import { migrate } from '../database/migrate.ts';
import { createLogger } from '../log/logger.ts';
import { startHubServer } from '../pairing/hub-server.ts';
import { createWorkerServer } from '../worker/server.ts';
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
