import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { freePort, freePorts } from './free-port.ts';
import { hasMariadb } from './mariadb.ts';

/** A real MariaDB Galera cluster of three nodes on this machine. */
export interface GaleraCluster {
  /**
   * Makes an empty database.
   *
   * @returns For each node, a URL for FOXDEN_DATABASE_URL that names this node first and then the others.
   */
  createDatabase(): Promise<string[]>;
  /** Kills a node (0, 1, 2) as a power cut of its machine would. */
  kill(node: number): Promise<void>;
  /** Stops a node from running, as a machine that hangs; {@link thaw} lets it go on. */
  freeze(node: number): void;
  thaw(node: number): void;
  /** After {@link thaw}: resolves when the node is part of the cluster again, started anew if it had ended. */
  caughtUp(node: number): Promise<void>;
  /** Starts a node again after {@link kill}; resolves when it has caught up with the others. */
  restart(node: number): Promise<void>;
  /** Stops the nodes and removes their data. */
  stop(): Promise<void>;
}

const provider = '/usr/lib/galera/libgalera_smm.so';

/** True when this machine has MariaDB's server with Galera (Debian: apt install mariadb-server galera-4 rsync). */
export const hasGalera = (): boolean => hasMariadb() && existsSync(provider) && existsSync('/usr/bin/rsync');

/** Ports of one node. Galera needs three that follow each other: group, incremental and whole state transfer. */
interface Place {
  dir: string;
  sql: number;
  group: number;
}

/** Starts the cluster, one node after the other; takes some seconds each. */
export async function startGalera(): Promise<GaleraCluster> {
  const root = mkdtempSync(join(tmpdir(), 'foxden-galera-'));
  const places: Place[] = [];
  for (const name of ['a', 'b', 'c']) {
    const dir = join(root, name);
    mkdirSync(join(dir, 'data'), { recursive: true });
    places.push({ dir, sql: await freePort(), group: await freePorts(3) });
  }
  if (isRoot) execFileSync('chown', ['-R', 'mysql', root]);
  const members = places.map(({ group }) => `127.0.0.1:${group}`).join();
  const nodes: ChildProcess[] = [];
  const start = async (node: number, isFirst = false) => {
    const place = places[node]!;
    nodes[node] = spawn('mariadbd', [...options(place, members), ...(isFirst ? ['--wsrep-new-cluster'] : [])], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: place.dir },
    });
    await ready(nodes[node], place);
  };
  const kill = async (node: number) => {
    const child = nodes[node];
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;
  };
  const stop = async () => {
    await Promise.all(places.map((_, node) => kill(node)));
    rmSync(root, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    install(places[0]!);
    await start(0, true);
    for (const node of [1, 2]) await start(node);
  } catch (error) {
    await stop();
    throw error;
  }
  let databases = 0;
  return {
    kill,
    freeze: (node) => void nodes[node]!.kill('SIGSTOP'),
    thaw: (node) => void nodes[node]!.kill('SIGCONT'),
    async caughtUp(node) {
      const { exitCode, signalCode } = nodes[node]!;
      if (exitCode !== null || signalCode !== null) return start(node);
      await ready(nodes[node]!, places[node]!).catch(() => start(node));
    },
    restart: (node) => start(node),
    stop,
    async createDatabase() {
      const name = `foxden_${++databases}`;
      const connection = await connect(places[0]!);
      await connection.query(`CREATE DATABASE ${name}`);
      await connection.end();
      const hosts = places.map(({ sql }) => `127.0.0.1:${sql}`);
      const others = (host: string) => hosts.filter((other) => other !== host).join();
      return hosts.map((host) => `mysql://root@${host}/${name}?fallback=${others(host)}`);
    },
  };
}

// Root itself won't do: the rsync that receives a node's data becomes another user then, who may not write there.
const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? ['--user=mysql'] : [];

// The other nodes get their data from the first one.
function install({ dir }: Place): void {
  execFileSync(
    'mariadb-install-db',
    ['--no-defaults', ...asUser, `--datadir=${dir}/data`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore', env: { ...process.env, TMPDIR: dir } },
  );
}

function options({ dir, sql, group }: Place, members: string): string[] {
  const provided = [
    `base_port=${group}`,
    `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
    `ist.recv_addr=127.0.0.1:${group + 1}`,
    'gcache.size=32M',
    // A node that is silent for five seconds is left behind; Galera's own settings say the same.
    'evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT5S;evs.inactive_timeout=PT15S',
  ];
  return [
    '--no-defaults',
    ...asUser,
    `--datadir=${dir}/data`,
    `--socket=${dir}/sock`,
    `--pid-file=${dir}/pid`,
    `--log-error=${dir}/log.err`,
    '--bind-address=127.0.0.1',
    `--port=${sql}`,
    '--innodb-buffer-pool-size=64M',
    '--max-connections=200',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--wsrep-on=ON',
    `--wsrep-provider=${provider}`,
    `--wsrep-cluster-address=gcomm://${members}`,
    `--wsrep-node-address=127.0.0.1:${group}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${group + 2}`,
    `--wsrep-provider-options=${provided.join(';')}`,
  ];
}

const connect = ({ dir }: Place) => createConnection({ socketPath: `${dir}/sock`, user: 'root' });

async function ready(child: ChildProcess, place: Place): Promise<void> {
  for (let tries = 0; tries < 2400; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`mariadbd ended with ${child.exitCode ?? child.signalCode}; see ${place.dir}/log.err`);
    }
    if (await isSynced(place).catch(() => false)) return;
    await sleep(100);
  }
  throw new Error('A Galera node did not get ready');
}

async function isSynced(place: Place): Promise<boolean> {
  const connection = await connect(place);
  try {
    const [rows] = await connection.query<RowDataPacket[]>("SHOW STATUS LIKE 'wsrep_local_state_comment'");
    return rows[0]?.Value === 'Synced';
  } finally {
    await connection.end();
  }
}
