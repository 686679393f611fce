/** A path of which the cost is compared with that of its parts. */
export interface Row {
  name: string;
  /** What it is compared with, in words. */
  floor: string;
  /** What the ratio must not exceed; absent: it is only told. */
  target?: number;
  engines: ('sqlite' | 'mariadb')[];
  /** Two workers are measured too. */
  isPerWorker?: boolean;
  work: HttpWork | EngineWork;
}

/** Requests of many users at the same time. */
export interface HttpWork {
  kind: 'http';
  users: number;
  /** How often each user sends the requests in one round of the measurement. */
  times: number;
  requests: { path: string; headers?: Record<string, string> }[];
  /** Records that each user has before. */
  records?: number;
  /** What does the same: a bare server, one that checks signatures, or Foxden itself with other headers. */
  beside: 'http' | 'hawk' | { headers: Record<string, string> };
}

/** Work of the storage engine without a server, by the names of engine-process.ts. */
export interface EngineWork {
  kind: 'engine';
  ours: string;
  bare: string;
  /** Only what the database server itself uses counts. */
  isDatabaseOnly?: boolean;
}

const info = '/info/collections';
const idle = [info, '/info/configuration', '/storage/clients?full=1&limit=1000'].map((path) => ({ path }));
const whole = '/storage/col?full=1';
const http = { kind: 'http', users: 16, times: 250 } as const;
const read = { kind: 'http', users: 1, times: 5, records: 10_000 } as const;
const both: Row['engines'] = ['sqlite', 'mariadb'];
const bare = 'bare node:http';
const statements = 'bare statements';

const compressed = (encoding: string): Row => ({
  name: `read of 10,000, ${encoding}`,
  floor: 'the uncompressed',
  target: 1.5,
  engines: ['sqlite'],
  work: {
    ...read,
    requests: [{ path: whole, headers: { 'Accept-Encoding': encoding } }],
    beside: { headers: { 'Accept-Encoding': 'identity' } },
  },
});

/** The paths that matter, and how near to their parts they have to be. */
export const rows: Row[] = [
  {
    name: 'info/collections',
    floor: bare,
    target: 2.2,
    engines: ['sqlite'],
    isPerWorker: true,
    work: { ...http, requests: [{ path: info }], beside: 'http' },
  },
  {
    name: 'info/collections of node:http with Hawk',
    floor: 'node:http with the Hawk check',
    engines: both,
    work: { ...http, requests: [{ path: info }], beside: 'hawk' },
  },
  ...both.map(
    (engine): Row => ({
      name: 'idle sync, 3 GETs',
      floor: bare,
      target: engine === 'sqlite' ? 2.4 : 3.5,
      engines: [engine],
      isPerWorker: true,
      work: { ...http, times: 100, requests: idle, beside: 'http' },
    }),
  ),
  ...both.map(
    (engine): Row => ({
      name: 'first sync of 10,000, engine',
      floor: statements,
      target: engine === 'sqlite' ? 1.3 : 1.25,
      engines: [engine],
      work: { kind: 'engine', ours: 'first sync', bare: 'bare first sync' },
    }),
  ),
  {
    name: 'read of 10,000, engine',
    floor: 'the bare query',
    target: 1.8,
    engines: ['sqlite'],
    work: { kind: 'engine', ours: 'read', bare: 'bare read' },
  },
  {
    name: 'read of 10,000, database alone',
    floor: 'a plain SELECT',
    target: 1.2,
    engines: ['mariadb'],
    work: { kind: 'engine', ours: 'read', bare: 'bare read', isDatabaseOnly: true },
  },
  {
    name: 'PUT, engine',
    floor: 'the same in single statements',
    target: 0.65,
    engines: ['mariadb'],
    work: { kind: 'engine', ours: 'put', bare: 'put by statements' },
  },
  {
    name: 'read of 10,000, uncompressed',
    floor: bare,
    engines: both,
    isPerWorker: true,
    work: { ...read, requests: [{ path: whole }], beside: 'http' },
  },
  compressed('zstd'),
  compressed('br'),
  compressed('gzip'),
];
