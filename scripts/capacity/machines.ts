import type { Kind } from './day.ts';

/** A kind of machine with a database. */
export interface Machine {
  name: string;
  database: 'SQLite' | 'MariaDB';
  cores: number;
  /** Speed of a core as a share of one of the machine that measures. Assumed. */
  speed: number;
  /** Milliseconds until the disk has kept a write. Assumed. */
  sync: number;
}

/**
 * Speeds are ratios of single-core results of the size that people publish for Geekbench 6, rounded and not checked against a
 * source: a core of a server of about 2021, such as measured the table in docs/capacity.md, 1500; Raspberry Pi 4 300, Pi 5 800,
 * the Celerons J4025 and J4125 of many NAS 400. None of these machines was there to be measured.
 */
export const machines: Machine[] = [
  { name: 'Raspberry Pi 4, SD card', database: 'SQLite', cores: 4, speed: 0.2, sync: 25 },
  { name: 'Raspberry Pi 5, SSD', database: 'SQLite', cores: 4, speed: 0.5, sync: 3 },
  { name: 'NAS with a Celeron, hard disks', database: 'SQLite', cores: 2, speed: 0.27, sync: 20 },
  { name: '2 cores of a server, SSD', database: 'SQLite', cores: 2, speed: 1, sync: 2 },
  { name: '16 cores, NVMe', database: 'SQLite', cores: 16, speed: 1, sync: 1 },
  { name: '2 cores of a server, SSD', database: 'MariaDB', cores: 2, speed: 1, sync: 2 },
  { name: '16 cores, NVMe', database: 'MariaDB', cores: 16, speed: 1, sync: 1 },
];

/** CPU milliseconds of one request of each kind on the machine that measured, with SQLite. */
export type Costs = Record<Kind, number>;

/** Handshake and Foxden's or Nginx's part in it. Assumed: the calibration speaks http. */
export const connectionMs = 1;

/** Foxden and MariaDB together as a multiple of SQLite: idle and incremental sync in docs/bench.md, CPU of both. */
export const mariadbTimes = { read: (0.31 + 0.2) / 0.21, write: (1.49 + 2.22) / 1.14 };

/** Seconds of `foxden backup` for a million records: docs/bench.md, "Growth", on two busy cores. */
export const backupSeconds = { SQLite: 78.2, MariaDB: 157.5 };

/**
 * How many requests a machine works on at once: as many as Foxden has workers by default on SQLite; with MariaDB the cores
 * are the limit, since eight workers and the database share them about half and half.
 */
export const serversOf = ({ database, cores }: Machine): number => (database === 'SQLite' ? Math.min(cores, 2) : cores);

export const isWrite = (kind: Kind): boolean => kind === 'post' || kind === 'tabs';

/** CPU milliseconds of a request on a machine. */
export function cpuOn({ database, speed }: Machine, costs: Costs, kind: Kind): number {
  const times = database === 'SQLite' || kind === 'connection' ? 1 : mariadbTimes[isWrite(kind) ? 'write' : 'read'];
  return (costs[kind] * times) / speed;
}
