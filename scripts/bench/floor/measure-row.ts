import { setTimeout as sleep } from 'node:timers/promises';
import { RawConnection } from '../raw-connection.ts';
import { payload, records } from '../records.ts';
import { BenchUser } from '../user.ts';
import { type Family, startHelper } from './family.ts';
import { cpuOfTree, settle, treeOf } from './process-tree.ts';
import type { EngineWork, HttpWork, Row } from './rows.ts';

/** Where a row is measured. */
export interface Place {
  family: Family;
  /** Process of the database server, if there is one. */
  databasePid?: number;
  rounds: number;
}

/** What a row has come to. Milliseconds of CPU of one round, and their ratios. */
export interface Measured {
  ours: number[];
  floor: number[];
  ratios: number[];
}

/** One side of a row. `prepare` doesn't count. */
interface Side {
  prepare(): Promise<void>;
  run(): Promise<void>;
  /** The processes whose CPU counts. */
  pids: number[];
}

const warmUps = 3;

/** Measures a row: both sides in turn, as often as the place says, after as much work as lets everything be compiled. */
export async function measureRow(place: Place, { work }: Row): Promise<Measured> {
  const { ours, floor, stop } = await (work.kind === 'http' ? httpSides(place, work) : engineSides(place, work));
  const measured: Measured = { ours: [], floor: [], ratios: [] };
  for (let round = -warmUps; round < place.rounds; round++) {
    const bare = await cpuOf(floor);
    const whole = await cpuOf(ours);
    if (round < 0) continue;
    measured.floor.push(bare);
    measured.ours.push(whole);
    measured.ratios.push(whole / bare);
  }
  stop();
  return measured;
}

async function cpuOf({ prepare, run, pids }: Side): Promise<number> {
  await prepare();
  await settle(pids);
  const before = cpuOfTree(pids);
  await run();
  // The log is written, and the database has cleared up, a little later.
  await sleep(100);
  await settle(pids);
  return cpuOfTree(pids) - before;
}

let nextUid = 1 + Math.floor(Math.random() * 1_000_000_000);
const engines = ['bookmarks', 'history', 'passwords', 'tabs', 'forms', 'prefs', 'addons', 'extension-storage'];

async function settledUser(family: Family, count = 0): Promise<BenchUser> {
  const user = new BenchUser(family, nextUid++);
  await user.put('/storage/meta/global', { payload: payload(1200) });
  await user.put('/storage/crypto/keys', { payload: payload(400) });
  await user.post('/storage/clients', records(3, 700));
  for (const name of engines) await user.post(`/storage/${name}`, records(20));
  for (let done = 0; done < count; done += 1000) await user.post('/storage/col', records(1000));
  return user;
}

async function httpSides({ family, databasePid }: Place, work: HttpWork) {
  const users: BenchUser[] = [];
  for (let i = 0; i < work.users; i++) users.push(await settledUser(family, work.records));
  const database = databasePid === undefined ? [] : [databasePid];
  const ownPids = [...treeOf(family.pid), ...database];
  const ours = (headers?: Record<string, string>): Side => ({
    pids: ownPids,
    prepare: async () => {
      for (const user of users) for (const { path } of work.requests) user.sign('GET', path, work.times);
    },
    run: async () => {
      await Promise.all(
        users.map(async (user) => {
          for (let i = 0; i < work.times; i++) {
            for (const request of work.requests) {
              await user.send('GET', request.path, undefined, headers ?? request.headers);
            }
          }
        }),
      );
    },
  });
  const closeUsers = () => {
    for (const user of users) user.close();
  };
  if (typeof work.beside === 'object') return { ours: ours(), floor: ours(work.beside.headers), stop: closeUsers };

  const helper = await startHelper('floor/floor-process.ts', [work.beside, family.url, family.masterSecret]);
  const connections = users.map(() => new RawConnection(helper.url));
  const floor: Side = {
    pids: [helper.pid],
    prepare: async () => {},
    run: async () => {
      await Promise.all(connections.map((connection, i) => replay(connection, users[i]!, work)));
    },
  };
  const stop = () => {
    closeUsers();
    for (const connection of connections) connection.close();
    helper.stop();
  };
  // The sizes of the answers that the bare server is to give.
  const first = ours();
  await first.prepare();
  await first.run();
  return { ours: first, floor, stop };
}

/** Sends what the user has sent last, to a server that answers as many bytes. */
async function replay(connection: RawConnection, user: BenchUser, work: HttpWork): Promise<void> {
  const sent = user.trace.slice(-work.requests.length);
  for (let i = 0; i < work.times; i++) {
    for (const { target, headers, answerBytes } of sent) {
      // The headers of an answer are about 300 bytes.
      const size = String(Math.max(answerBytes - 300, 1));
      const answer = await connection.send('GET', target, { ...headers, 'X-Bytes': size });
      if (answer.status !== 200) throw new Error(`The floor answered ${answer.status}`);
    }
  }
}

async function engineSides({ family, databasePid }: Place, { ours, bare, isDatabaseOnly }: EngineWork) {
  const helper = await startHelper('floor/engine-process.ts', [], family.env);
  const database = databasePid === undefined ? [] : [databasePid];
  const pids = isDatabaseOnly ? database : [helper.pid, ...database];
  const side = (name: string): Side => ({
    pids,
    prepare: async () => void (await helper.ask({ prepare: name })),
    run: async () => void (await helper.ask({ work: name })),
  });
  return { ours: side(ours), floor: side(bare), stop: () => helper.stop() };
}
