import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { serveFamily } from '../../testing/serve-family.ts';
import { sleepsOf } from '../../testing/sleeps.ts';

const { ready } = serveFamily();

const seconds = 5;

it.runIf(process.platform === 'linux')(
  'leaves the processor of an idle machine asleep, also after requests',
  async () => {
    const served = await ready();
    await fetch(`${served.url}/__heartbeat__`, { headers: { connection: 'close' } });
    const { pid, workers } = await served.status();
    const family = [pid, ...workers.map((worker) => worker.pid)];
    const perSecond = async (process: number) => {
      const before = sleepsOf(process);
      await sleep(seconds * 1000);
      return (sleepsOf(process) - before) / seconds;
    };
    const all = () => Promise.all(family.map(perSecond));
    // Whoever never rests is awake in each of these looks; a machine under load comes to rest late.
    let rates = await all();
    for (let tries = 0; tries < 20 && rates.some((rate) => rate > 5); tries++) rates = await all();
    expect(rates.filter((rate) => rate > 5)).toEqual([]);
  },
);
