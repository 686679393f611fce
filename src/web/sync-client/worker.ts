import type { PreparedImport } from '../import/prepare.ts';
import { type Opening, SyncClient } from './sync-client.ts';
import type { WorkerMethods } from './worker-client.ts';
import { type Call, type Reply, toPlain } from './worker-messages.ts';

// Keys and sealed records stay in this thread; the page only ever gets what is clear. It ends with the page.

let opened: SyncClient | undefined;
let prepared: PreparedImport | undefined;

const methods: { [Method in keyof WorkerMethods]: WorkerMethods[Method] } = {
  async open(opening: Opening) {
    opened = await SyncClient.open(opening);
    opening.kB.fill(0);
    return opened.hasKeys;
  },
  collections: () => client().collections(),
  read: (collection, onPart) => client().read(collection, (records, isNew) => onPart({ records, isNew })),
  versionsState: (on) => client().versionsState(on),
  readVersions: (collection, onPart) => client().readVersions(collection, onPart),
  write: (collection, changes, since) => client().write(collection, changes, since),
  async prepareImport(file, onPart) {
    prepared = undefined;
    const { prepareImport } = await import('../import/prepare.ts');
    prepared = await prepareImport(client(), file, onPart);
    return prepared.summary;
  },
  async writeImport(onPart) {
    if (!prepared) throw new Error('nothing is prepared');
    const { collection, changes, stamp } = prepared;
    const all = changes.length;
    const written = await client().write(collection, changes, stamp, (sent) => onPart({ sent, all }));
    prepared = undefined;
    return written;
  },
  sealPage: (deviceKeys, page) => client().sealPage(deviceKeys, page),
  async zip(files) {
    const { strToU8, zipSync } = await import('fflate');
    return zipSync(Object.fromEntries(files.map(({ name, content }) => [name, strToU8(content)]))) as never;
  },
};

function client(): SyncClient {
  if (!opened) throw new Error('not open');
  return opened;
}

const reply = (message: Reply) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<Call>) => {
  const { id, method, args } = data;
  const onPart = (part: unknown) => reply({ id, part });
  try {
    const work = methods[method as keyof WorkerMethods] as (...all: unknown[]) => Promise<unknown>;
    reply({ id, result: await work(...args, onPart) });
  } catch (error) {
    reply({ id, error: toPlain(error) });
  }
});
