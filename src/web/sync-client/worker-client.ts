import type { ImportSummary } from '../import/imported.ts';
import type { OpenRecord } from './records.ts';
import type { Change, CollectionInfo, Opening } from './sync-client.ts';
import type { OpenVersion, VersionsState } from './versions.ts';
import { type Call, fromPlain, type Reply } from './worker-messages.ts';

/** Some records of a collection that is being read; `isNew`: forget those before. */
export interface ReadPart {
  records: OpenRecord[];
  isNew: boolean;
}

/** What the worker does; see `SyncClient` for each. A last argument `onPart` is called with what comes before the end. */
export interface WorkerMethods {
  /** Gives false when no browser has synced yet. */
  open(opening: Opening): Promise<boolean>;
  collections(): Promise<CollectionInfo[]>;
  read(collection: string, onPart: (part: ReadPart) => void): Promise<string>;
  versionsState(on?: boolean): Promise<VersionsState>;
  readVersions(collection: string, onPart: (versions: OpenVersion[]) => void): Promise<void>;
  write(collection: string, changes: readonly Change[], since: string): Promise<string>;
  /** Reads a file, compares it with what is stored and says what importing it would do; `onPart` hears how many records were read. */
  prepareImport(file: Blob, onPart: (count: number) => void): Promise<ImportSummary>;
  /** Does what {@link prepareImport} said; `onPart` hears how far it is. Gives the new stamp. */
  writeImport(onPart: (progress: ImportProgress) => void): Promise<string>;
  sealPage(deviceKeys: string, page: { url: string; title: string }): Promise<{ encrypted: string }>;
  /** Packs files into a ZIP archive. */
  zip(files: readonly PackedFile[]): Promise<Uint8Array<ArrayBuffer>>;
}

/** How far an import is, in records. */
export interface ImportProgress {
  sent: number;
  all: number;
}

/** A file of an archive. */
export interface PackedFile {
  name: string;
  content: string;
}

/** A Sync client in a thread of its own, so that no page stands still while records are opened. */
export interface WorkerClient extends WorkerMethods {
  /** Ends the thread; keys and everything that is underway go with it. */
  close(): void;
}

/** Starts the thread. */
export function startWorkerClient(): WorkerClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<
    number,
    { onPart(part: unknown): void; resolve(value: unknown): void; reject(error: Error): void }
  >();
  let calls = 0;

  const call = (method: keyof WorkerMethods, args: unknown[], onPart: (part: never) => void = () => {}) =>
    new Promise<never>((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, {
        onPart: onPart as (part: unknown) => void,
        resolve: resolve as (value: unknown) => void,
        reject,
      });
      worker.postMessage({ id, method, args } satisfies Call);
    });

  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const entry = waiting.get(data.id);
    if (!entry) return;
    if ('part' in data) return entry.onPart(data.part);
    waiting.delete(data.id);
    if ('error' in data) entry.reject(fromPlain(data.error));
    else entry.resolve(data.result);
  });
  worker.addEventListener('error', (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'the worker could not be loaded'));
    waiting.clear();
  });

  return {
    open: (opening) => call('open', [opening]),
    collections: () => call('collections', []),
    read: (collection, onPart) => call('read', [collection], onPart),
    versionsState: (on) => call('versionsState', [on]),
    readVersions: (collection, onPart) => call('readVersions', [collection], onPart),
    write: (collection, changes, since) => call('write', [collection, changes, since]),
    prepareImport: (file, onPart) => call('prepareImport', [file], onPart),
    writeImport: (onPart) => call('writeImport', [], onPart),
    sealPage: (deviceKeys, page) => call('sealPage', [deviceKeys, page]),
    zip: (files) => call('zip', [files]),
    close() {
      worker.terminate();
      waiting.clear();
    },
  };
}
