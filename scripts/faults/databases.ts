import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { freePort } from '../../testing/free-port.ts';
import { startGalera } from '../../testing/galera.ts';
import { startMariadb } from '../../testing/mariadb.ts';
import { signal } from './appliance.ts';
import { type SmallDisk, smallDisk } from './disk.ts';
import type { Fault } from './fault.ts';
import { type BreakableNetwork, startNetwork } from './network.ts';
import type { Shared } from './user.ts';

/** Names of `--database`. */
export const databaseNames = ['sqlite', 'mariadb', 'galera'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** A database to which anything may happen. */
export interface FaultyDatabase {
  /** Settings of the appliance. */
  env: Record<string, string>;
  /** Folder on the database's own disk, for an appliance that keeps the database itself. */
  folder?: string;
  faults: Fault[];
  /** What can't be dealt on this machine, in words. */
  left: string[];
  stop(): Promise<void>;
}

/** Starts a database by name. */
export function startDatabase(name: DatabaseName, shared: Shared): Promise<FaultyDatabase> {
  return { sqlite, mariadb, galera }[name](shared);
}

async function sqlite(shared: Shared): Promise<FaultyDatabase> {
  const disk = smallDisk(300);
  return {
    env: {},
    folder: disk?.folder,
    faults: disk ? [fullDisk(disk, shared)] : [],
    left: disk ? [] : [noDisk],
    async stop() {
      disk?.remove();
    },
  };
}

async function mariadb(shared: Shared): Promise<FaultyDatabase> {
  const disk = smallDisk(400);
  const port = await freePort();
  const options = ['--skip-networking=0', '--bind-address=127.0.0.1', `--port=${port}`, '--innodb-log-file-size=32M'];
  const server = await startMariadb(options, disk?.folder);
  const network = await startNetwork(port);
  const url = new URL(await server.createDatabase());
  return {
    env: { FOXDEN_DATABASE_URL: `mysql://root@127.0.0.1:${network.port}${url.pathname}` },
    left: disk ? [] : [noDisk],
    faults: [
      {
        kind: 'kills',
        name: 'kill of MariaDB',
        at: 'database',
        weight: 8,
        async deal(random) {
          await server.kill();
          await sleep(random.below(2000));
          await server.restart();
        },
      },
      {
        kind: 'stops',
        name: 'MariaDB stopped',
        at: 'database',
        weight: 5,
        async deal(random) {
          signal(server.pid, 'SIGSTOP');
          await sleep(stopTime(random.below(10)));
          signal(server.pid, 'SIGCONT');
        },
      },
      ...networkFaults([network]),
      ...(disk
        ? [
            fullDisk(disk, shared, async () => {
              if (!server.runs) await server.restart();
              await rebuildDamaged(url);
            }),
          ]
        : []),
    ],
    async stop() {
      network.close();
      await server.stop();
      disk?.remove();
    },
  };
}

async function galera(): Promise<FaultyDatabase> {
  const cluster = await startGalera();
  const [url] = (await cluster.createDatabase()).map((each) => new URL(each));
  const hosts = [url!.host, ...url!.searchParams.get('fallback')!.split(',')];
  const networks = await Promise.all(hosts.map((host) => startNetwork(Number(host.split(':')[1]))));
  const [first, ...others] = networks.map(({ port }) => `127.0.0.1:${port}`);
  return {
    env: { FOXDEN_DATABASE_URL: `mysql://root@${first}${url!.pathname}?fallback=${others.join()}` },
    left: ['full disks: a Galera node ends itself then, as if it were killed'],
    faults: [
      {
        kind: 'kills',
        name: 'kill of a node',
        at: 'database',
        weight: 6,
        async deal(random) {
          const node = random.below(3);
          await cluster.kill(node);
          await sleep(random.below(8000));
          await cluster.restart(node);
        },
      },
      {
        kind: 'stops',
        name: 'a node stopped',
        at: 'database',
        weight: 6,
        async deal(random) {
          const node = random.oneIn(2) ? 0 : random.below(3);
          cluster.freeze(node);
          await sleep(stopTime(random.below(10)));
          cluster.thaw(node);
          await cluster.caughtUp(node);
        },
      },
      ...networkFaults(networks),
    ],
    async stop() {
      for (const network of networks) network.close();
      await cluster.stop();
    },
  };
}

/**
 * Builds indexes anew that MariaDB calls damaged, as Foxden tells its owner. MariaDB 10.11 does such damage by itself, without
 * Foxden and without a kill: when its disk is full while it takes a write back it ends itself ("Out of disk space in rollback"),
 * and after its recovery the primary key may lack records that the other indexes have. Then the campaign rightly calls them torn or
 * lost, below the line that says so.
 */
async function rebuildDamaged(url: URL): Promise<void> {
  const socketPath = url.searchParams.get('socket')!;
  const connection = await createConnection({ socketPath, user: 'root', database: url.pathname.slice(1) });
  const [tables] = await connection.query<RowDataPacket[]>("SHOW TABLES LIKE 'storage%'");
  for (const name of tables.flatMap((row) => Object.values<string>(row))) {
    const [checked] = await connection.query<RowDataPacket[]>(`CHECK TABLE ${name}`);
    if (checked.every(({ Msg_type }) => Msg_type === 'status')) continue;
    console.log(`MariaDB calls ${name} damaged: ${checked.map(({ Msg_text }) => Msg_text).join(' ')} It is rebuilt.`);
    await connection.query(`ALTER TABLE ${name} FORCE`);
  }
  await connection.end();
}

const noDisk = 'full disks: this user may not mount a small one';

// Most stops end before anybody gives up waiting; some last until everybody has.
const stopTime = (tenth: number): number => (tenth < 7 ? 200 + tenth * 300 : 3000 * (tenth - 5));

function networkFaults(networks: BreakableNetwork[]): Fault[] {
  const first = networks[0]!;
  return [
    {
      kind: 'broken networks',
      name: 'a network to the database that is cut',
      at: 'database',
      weight: 4,
      async deal(random) {
        const broken = random.oneIn(3) ? networks : [first];
        for (const network of broken) network.cut();
        await sleep(random.below(2500));
        for (const network of broken) network.mend();
      },
    },
    {
      kind: 'broken networks',
      name: 'a network to the database that swallows everything',
      at: 'database',
      weight: 4,
      async deal(random) {
        first.silence();
        await sleep(stopTime(random.below(10)));
        first.mend();
      },
    },
  ];
}

function fullDisk(disk: SmallDisk, shared: Shared, after: () => Promise<void> = async () => {}): Fault {
  return {
    kind: 'full disks',
    name: 'a full disk of the database',
    at: 'database',
    weight: 5,
    async deal(random) {
      shared.heavy = true;
      disk.fill();
      await sleep(1500 + random.below(2000));
      disk.clear();
      shared.heavy = false;
      await after();
    },
  };
}
